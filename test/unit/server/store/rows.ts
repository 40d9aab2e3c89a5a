/** Keys and rows of made-up orders. */
import type {
  OrderChange,
  OrderData,
  OrderKey,
  OrderRow,
} from '../../../../src/server/store/store.js';

export function keyOf(orderRef: string, more: Partial<OrderKey> = {}): OrderKey {
  return { namespace: 'shop', mode: 'test', orderRef, ...more };
}

export function dataWith(more: Partial<OrderData> = {}): OrderData {
  return {
    mark: 'shop.ORDER-1~abcdefghijklmnop',
    token: 'sel1.header.body',
    digest: 'digest-1',
    taskId: 'tsk_1',
    windowId: 'win_1',
    whenWindowGone: 'patient_led',
    attempts: [{ from: 1_000, until: 2_000 }],
    holder: null,
    appointmentId: null,
    outcome: null,
    cancelReason: null,
    error: null,
    stuck: null,
    failures: 0,
    ...more,
  };
}

export function changeWith(more: Partial<OrderChange> = {}): OrderChange {
  return { state: 'accepted', data: dataWith(), ...more };
}

/** Lists the references of rows, in their order. */
export function refsOf(rows: readonly OrderRow[]): string[] {
  return rows.map(({ key }) => key.orderRef);
}

/** Texts that break a statement, a comparison or a conversion that is not careful. */
export const hostileTexts: readonly string[] = [
  `o'Brien"; DROP TABLE ally_orders; --`,
  '$1 ?1 :name @name %s {} \\ \\0 `',
  '🩸👩🏽‍⚕️ Ärztin – naïve',
  'e\u0301',
  '\u00e9',
  'ORDER-1',
  'order-1',
  ' order-1 ',
  '007',
  '7',
  '7.0',
  '1e3',
  'null',
  'line\nbreak\ttab\r\n',
  '\u202e',
  'x'.repeat(64),
  `${'🙂'.repeat(31)}#1`,
];
