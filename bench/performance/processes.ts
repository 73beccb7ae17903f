/** What a tree of processes takes of the machine, as Linux accounts for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** Milliseconds of a clock tick in /proc: USER_HZ is 100 on every Linux that runs Chromium. */
const TICK_MS = 10;

export type ProcessStat = {
  readonly parent: number;
  /** Time on a processor since it began, in user and kernel mode, ms. */
  readonly cpu: number;
};

/** Time on a processor, ms. */
export type CpuTime = {
  /** Of the whole tree. */
  readonly tree: number;
  /** Of the main threads of its renderers. */
  readonly mainThreads: number;
  /** Of everything on the machine. */
  readonly machine: number;
};

/** Reads a line of /proc/PID/stat or /proc/PID/task/TID/stat; see proc_pid_stat(5). */
export function parseStat(line: string): ProcessStat {
  // The name comes in parentheses, and may hold spaces and parentheses of its own.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [parent, user, kernel] = [fields[1], fields[11], fields[12]].map(Number);
  if (parent === undefined || user === undefined || kernel === undefined || Number.isNaN(kernel))
    throw new Error(`expected a line of a stat file, not ${line}`);
  return { parent, cpu: (user + kernel) * TICK_MS };
}

/** Busy time of all processors since the machine began, ms: first line of /proc/stat. */
export function parseMachine(text: string): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0] = (text.split('\n', 1)[0] ?? '')
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq) * TICK_MS;
}

/** Proportional memory in /proc/PID/smaps_rollup, bytes: shared pages count in part. */
export function parsePss(text: string): number {
  return bytesAt(text, 'Pss');
}

/** The same without the pages of files, of which others that map them take a share. Throws when there are no such lines. */
export function parseOwnPss(text: string): number {
  return bytesAt(text, 'Pss_Anon') + bytesAt(text, 'Pss_Shmem');
}

function bytesAt(text: string, name: string): number {
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
  if (!kilobytes) throw new Error(`expected a line ${name}`);
  return Number(kilobytes) * 1024;
}

/** undefined for a process that has ended. */
function statOf(path: string): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${path}/stat`, 'utf8'));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ESRCH';
}

/** All living processes by their parent. */
function processesByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const id = Number(entry);
    const parent = Number.isInteger(id) ? statOf(entry)?.parent : undefined;
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  return children;
}

export function childrenOf(parent: number): number[] {
  return processesByParent().get(parent) ?? [];
}

/** The process and all that descend from it. */
export function treeOf(root: number): number[] {
  const children = processesByParent();
  const tree = [root];
  for (let i = 0; i < tree.length; i++) tree.push(...(children.get(tree[i] as number) ?? []));
  return tree;
}

/** Time that the tree's living processes have taken so far. */
export function cpuOf(root: number): CpuTime {
  let tree = 0;
  let mainThreads = 0;
  for (const id of treeOf(root)) {
    tree += statOf(`${id}`)?.cpu ?? 0;
    if (isRenderer(id)) mainThreads += statOf(`${id}/task/${id}`)?.cpu ?? 0;
  }
  return { tree, mainThreads, machine: parseMachine(readFileSync('/proc/stat', 'utf8')) };
}

function isRenderer(id: number): boolean {
  try {
    return /--type=renderer|-isForBrowser/.test(readFileSync(`/proc/${id}/cmdline`, 'utf8'));
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** Memory of the tree, bytes; what several of its processes share counts once. */
export function memoryOf(root: number): Promise<number> {
  return memoryOfAll(treeOf(root));
}

/** The same without the pages of files: other browsers on the machine, that come and go, change nothing of it. */
export function ownMemoryOf(root: number): Promise<number> {
  return memoryOfAll(treeOf(root), parseOwnPss);
}

/** The same of some processes. parse: what counts, of the system's account of a process. */
export async function memoryOfAll(ids: readonly number[], parse = parsePss): Promise<number> {
  const sizes = await Promise.all(
    ids.map(async (id) => {
      const text = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch((error) => {
        if (isGone(error)) return undefined;
        throw error;
      });
      return text ? parse(text) : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
