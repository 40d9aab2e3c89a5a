/** Starts a PostgreSQL of the tests' own, or installs PostgreSQL with the system's package manager. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import {
  ensureInstalled,
  missingError,
  onPath,
  type SystemNeed,
} from '../../tools/process/system-packages.js';

/** Options by which `pg` and `postgres` connect. */
export interface PostgresOptions {
  /** The folder of the Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** A running PostgreSQL. */
export interface TestPostgres {
  readonly options: PostgresOptions;
  /** Stops the server, and removes its folder. */
  readonly stop: () => Promise<void>;
}

/** The longest path of a Unix socket that every system takes, in bytes. */
const MAX_SOCKET_PATH = 100;

/** A part of the socket's name alone: the server listens on no port. */
const PORT = 5432;

/** Parents of the folders that packages keep off the `PATH`, one for each version. */
const places = [
  { parent: '/usr/lib/postgresql', pattern: /^\d+/ },
  { parent: '/usr', pattern: /^pgsql-/ },
  { parent: '/usr/libexec', pattern: /^postgresql/ },
  { parent: '/opt/homebrew/opt', pattern: /^postgresql/ },
  { parent: '/usr/local/opt', pattern: /^postgresql/ },
];

const byVersion = new Intl.Collator('en', { numeric: true });

/** Lists the folders that may have the programs, the newest version first. */
function versionFolders(): string[] {
  return places
    .filter(({ parent }) => existsSync(parent))
    .flatMap(({ parent, pattern }) =>
      readdirSync(parent)
        .filter((name) => pattern.test(name))
        .sort((one, other) => byVersion.compare(other, one))
        .flatMap((name) => [join(parent, name, 'bin'), join(parent, name)]),
    );
}

/** Returns the path of `postgres` if `initdb` is in the same folder. */
function findPostgres(): string | undefined {
  const path = onPath('postgres');
  return [...(path === undefined ? [] : [dirname(path)]), ...versionFolders()]
    .filter((folder) => existsSync(join(folder, 'initdb')))
    .map((folder) => join(folder, 'postgres'))
    .find((file) => existsSync(file));
}

const need: SystemNeed = {
  what: 'PostgreSQL',
  find: findPostgres,
  packages: {
    'apt-get': 'postgresql',
    dnf: 'postgresql-server',
    apk: 'postgresql',
    pacman: 'postgresql',
    zypper: 'postgresql-server',
    brew: 'postgresql@17',
  },
  otherwise: 'Install PostgreSQL, so that `postgres` and `initdb` are on the PATH.',
};

/** Finds or installs PostgreSQL. A server that a package starts is left alone. */
export function ensurePostgres(): Promise<string> {
  return ensureInstalled(need);
}

/** A user of the system that runs the programs. */
interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** Returns the user to run PostgreSQL as, which refuses root; undefined if this process is not root. */
function findUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || Number.NaN),
    );
    if (uid && gid) return { uid, gid };
  }
  throw new Error('PostgreSQL refuses root, and there is neither a user postgres nor nobody.');
}

/** Makes a folder that only PostgreSQL's user can enter, where the path of the socket is short enough. */
function makeFolder(user: SystemUser | undefined): string {
  const socketIn = (parent: string): string =>
    join(parent, 'ally-pg-XXXXXX', `.s.PGSQL.${String(PORT)}`);
  const isShort = Buffer.byteLength(socketIn(tmpdir())) < MAX_SOCKET_PATH;
  const folder = mkdtempSync(join(isShort ? tmpdir() : '/tmp', 'ally-pg-'));
  if (user) chownSync(folder, user.uid, user.gid);
  return folder;
}

/**
 * Runs the server until the standard input ends, and then removes the folder. The input ends with the tests' process,
 * even when that is killed, so no server is left over.
 */
const guard = `
trap '' INT TERM
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3 >/dev/null; kill -INT "$server"; } &
watcher=$!
wait "$server"
code=$?
kill -KILL "$watcher" 2>/dev/null
rm -rf "$FOLDER"
exit "$code"
`;

/**
 * Starts a new server in a temporary folder, on a Unix socket alone. It takes about a second.
 *
 * @throws UnavailableError with the install command when PostgreSQL is missing
 */
export async function startPostgres(): Promise<TestPostgres> {
  const postgres = findPostgres();
  if (postgres === undefined) throw missingError(need);
  const user = findUser();
  const folder = makeFolder(user);
  const data = join(folder, 'data');
  const options = {
    cwd: folder,
    // Without the variables of PostgreSQL's programs, such as PGDATA.
    env: { PATH: process.env.PATH, LC_ALL: 'C', FOLDER: folder },
    ...user,
  };
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await promisify(execFile)(
      join(dirname(postgres), 'initdb'),
      ['-D', data, '-U', 'ally', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
      options,
    );
  } catch (error) {
    remove();
    throw error;
  }
  const settings = {
    listen_addresses: '',
    unix_socket_directories: folder,
    port: PORT,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '16MB',
    max_connections: 60,
    // Two-phase and background work that no test needs.
    autovacuum: 'off',
    logging_collector: 'off',
    log_destination: 'stderr',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${String(value)}`,
  ]);
  const child = spawn('sh', ['-c', guard, 'sh', postgres, '-D', data, ...flags], {
    ...options,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const log: string[] = [];
  const lines = createInterface({ input: child.stderr });
  const isReady = new Promise<boolean>((resolve) => {
    lines.on('line', (line) => {
      log.push(line);
      if (line.includes('database system is ready to accept connections')) resolve(true);
    });
    void ended.then(() => {
      resolve(false);
    });
  });
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
    remove();
  };
  if (!(await isReady)) {
    await stop();
    throw new Error(`PostgreSQL did not start:\n${log.join('\n')}`);
  }
  return { options: { host: folder, port: PORT, user: 'ally', database: 'postgres' }, stop };
}
