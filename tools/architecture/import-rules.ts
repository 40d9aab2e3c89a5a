/**
 * Import rules between the folders of `src`, type imports included. `npm run verify` checks them; docs/architecture.md
 * explains them.
 * https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */
import type { ICruiseOptions, IRegularForbiddenRuleType } from 'dependency-cruiser';

/** A rule of dependency-cruiser with a name. */
export interface ImportRule extends IRegularForbiddenRuleType {
  readonly name: string;
}

/** Options of a rule. */
interface RuleOptions {
  /** Patterns of importing files that the rule does not apply to. */
  readonly except?: string[];
}

/**
 * Creates a rule by which files in `from` import files in `to` alone. `to` must list packages and Node's modules as
 * well.
 */
const only = (
  name: string,
  from: string,
  to: string[],
  comment: string,
  { except }: RuleOptions = {},
): ImportRule => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(except ? { pathNot: except } : {}) },
  to: { pathNot: to },
});

/** Creates a rule by which files in `from` must not import files in `to`. */
const never = (
  name: string,
  from: string,
  to: string,
  comment: string,
  { except }: RuleOptions = {},
): ImportRule => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(except ? { pathNot: except } : {}) },
  to: { path: to },
});

const packages = (...names: readonly string[]): string[] =>
  names.map((name) => `node_modules/${name}(/|$)`);
const elements = ['coverage-check', 'window-picker', 'patient-form', 'appointment-card'];

/** Every rule, as dependency-cruiser takes them: each describes imports that are forbidden. */
export const forbidden: ImportRule[] = [
  {
    name: 'no-circles',
    severity: 'error',
    comment: 'Files that import each other cannot be understood, tested or loaded one by one.',
    from: {},
    to: { circular: true },
  },
  only(
    'domain',
    '^src/domain/',
    ['^src/domain/', ...packages('postcode')],
    'The domain knows values and rules alone.',
  ),
  only(
    'api-interfaces',
    '^src/api/[^/]+$',
    ['^src/domain/'],
    'The interfaces that the flow needs name domain types alone.',
  ),
  only(
    'api-contract',
    '^src/api/contract/',
    ['^src/api/contract/', '^src/domain/', ...packages('zod')],
    'The relay API is schemas over domain types.',
  ),
  only(
    'api-client',
    '^src/api/client/',
    ['^src/api/', '^src/domain/', ...packages('zod')],
    'The client knows the relay API and the domain.',
  ),
  only(
    'platform',
    '^src/platform/',
    ['^src/platform/', '^src/domain/', '^src/api/contract/pieces\\.ts$', ...packages('zod')],
    'The platform API shares some schemas with the relay API, and nothing else.',
  ),
  only('locales', '^src/locales/', ['^src/locales/', '^src/domain/'], 'Messages know the domain.'),
  only(
    'flow',
    '^src/flow/',
    ['^src/flow/', '^src/domain/', '^src/api/[^/]+$', '^src/api/client/errors\\.ts$'],
    'The journey has no DOM, no Lit and no fetch.',
  ),
  never(
    'flow-reducers',
    '^src/flow/booking/(reducer\\.ts|reducers/)',
    '^src/flow/booking/effects/',
    'Reducers are pure: effects run after them.',
  ),
  never(
    'flow-effects',
    '^src/flow/booking/effects/',
    '^src/flow/booking/booking-flow\\.ts$',
    'Effects get what they need from context.ts.',
  ),
  only(
    'components-internal',
    '^src/components/internal/',
    ['^src/components/internal/', '^src/domain/', '^src/locales/', ...packages('lit', '@lit')],
    'What elements share knows no element and no flow.',
  ),
  ...elements.map((element) =>
    only(
      element,
      `^src/components/${element}/`,
      [
        ...[`^src/components/${element}/`, '^src/components/internal/', '^src/domain/'],
        ...['^src/locales/', ...packages('lit', '@lit', '@floating-ui')],
      ],
      'A child element takes properties and fires events: it knows no API, flow, host or sibling.',
    ),
  ),
  never(
    'components-api',
    '^src/components/',
    '^src/(api/client/|server/|mocks/|testing/|platform/|entries/)',
    'Only a composition root joins the relay client to a flow.',
    { except: ['^src/components/(booking|appointment)/'] },
  ),
  never(
    'hosts',
    '^src/components/(booking|appointment)/',
    '^src/(server|mocks|testing|platform|entries)/',
    'Hosts know nothing of servers and tests.',
  ),
  never(
    'booking-types',
    '^src/components/booking/(view|host)\\.ts$',
    '^src/components/booking/',
    'view.ts and host.ts are types that all of the element shares: they import no sibling.',
  ),
  never(
    'booking-parts',
    '^src/components/booking/(steps|host-form|dev)/',
    '^src/components/booking/(booking|render)\\.ts$',
    'The parts of the element know it through host.ts and view.ts.',
  ),
  only(
    'server',
    '^src/server/',
    [
      ...['^src/server/', '^src/domain/', '^src/api/contract/', '^src/platform/'],
      ...packages('zod', 'libphonenumber-js'),
    ],
    'The server SDK has no DOM and knows nothing of the page.',
    { except: ['^src/server/(node|node-body|node-response|client-address)\\.ts$'] },
  ),
  only(
    'mocks',
    '^src/mocks/',
    [
      ...['^src/mocks/', '^src/server/', '^src/domain/', '^src/api/contract/', '^src/platform/'],
      ...packages('zod', 'msw', 'temporal-polyfill'),
    ],
    'The mocks are the relay over a platform in memory.',
    {
      except: ['^src/mocks/(node|node-http)\\.ts$', '^src/mocks/platform/(server|journal)\\.ts$'],
    },
  ),
  {
    name: 'testing-types',
    severity: 'error',
    comment: 'Actions for tests bring no element with them: they import its types.',
    from: { path: '^src/testing/' },
    to: { pathNot: '^src/testing/', dependencyTypesNot: ['type-only'] },
  },
  never(
    'entries',
    '^src/(entries/|[^/]+$)',
    '^src/(mocks|server|testing)/',
    'Nothing that a page loads imports mocks, the server or tests.',
  ),
  never('no-tests', '^src/', '^test/', 'Nothing that is shipped imports a test.'),
];

/** Settings by which dependency-cruiser finds imports. */
export const options: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.json' },
  enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
};
