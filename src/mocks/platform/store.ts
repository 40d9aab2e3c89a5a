/** What changed in a table: a row by its id, or null where it was taken out. */
export type Change = readonly [table: string, id: string, row: unknown];

/** Rows by their ids; every change is told. What stands in a row is replaced, never changed. */
class Table<Row> extends Map<string, Row> {
  /** Not known to `Map` while it is made. */
  private tell: ((id: string, row: Row | null) => void) | undefined;

  listen(tell: (id: string, row: Row | null) => void): void {
    this.tell = tell;
  }

  override set(id: string, row: Row): this {
    this.tell?.(id, row);
    return super.set(id, row);
  }

  override delete(id: string): boolean {
    if (this.has(id)) this.tell?.(id, null);
    return super.delete(id);
  }

  override clear(): void {
    for (const id of [...this.keys()]) this.delete(id);
  }
}

/** Where a ledger is written down. */
export interface Journal {
  /** What was written of a ledger before, oldest first. */
  readonly entries: Iterable<readonly Change[]>;
  /** When it returns, the entry is kept whatever becomes of the process. */
  append: (entry: readonly Change[]) => void;
}

/** All that a clinic remembers, in tables; what changes between two commits is kept together or not at all. */
export class Ledger {
  private readonly tables = new Map<string, Table<unknown>>();
  private pending: Change[] = [];

  constructor(private readonly journal?: Journal) {
    for (const entry of journal?.entries ?? [])
      for (const [name, id, row] of entry)
        if (row === null) this.table(name).delete(id);
        else this.table(name).set(id, row);
    this.pending = [];
  }

  /** A table by its name: a `Map` like any other, of what can be said in JSON. */
  table<Row>(name: string): Map<string, Row> {
    const known = this.tables.get(name);
    if (known) return known as Map<string, Row>;
    const table = new Table<unknown>();
    table.listen((id, row) => this.pending.push([name, id, row]));
    this.tables.set(name, table);
    return table as Map<string, Row>;
  }

  /** Writes down what has changed. Nothing may be answered before. */
  commit(): void {
    if (this.pending.length === 0) return;
    const entry = this.pending;
    this.pending = [];
    this.journal?.append(entry);
  }
}
