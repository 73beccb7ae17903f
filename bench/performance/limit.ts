/** Holds a tree of processes to a share of one processor core. */
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { cpuOf, treeOf } from './processes';

export type Limit = {
  /** How it is done, in words. */
  readonly way: string;
  release(): void;
};

/** Time slices of the limit: shorter than a camera's frame, so that the browser is slow, not jerky. */
const SLICE_US = 20_000;

const CGROUP = '/sys/fs/cgroup';

/**
 * Limits the process and all that descend from it, those to come as well. By a control group where
 * this process may make one (as root), else by stopping the processes again and again. share: of
 * one core.
 */
export function limitTree(root: number, share: number): Limit {
  const quota = Math.round(share * SLICE_US);
  const first = existsSync(`${CGROUP}/cpu/cpu.cfs_quota_us`)
    ? groupLimit(root, `${CGROUP}/cpu`, {
        'cpu.cfs_period_us': SLICE_US,
        'cpu.cfs_quota_us': quota,
      })
    : undefined;
  return (
    first ??
    groupLimit(root, CGROUP, { 'cpu.max': `${quota} ${SLICE_US}` }) ??
    stopLimit(root, share)
  );
}

/** undefined where control groups cannot be made, or do not hold processors. */
function groupLimit(
  root: number,
  parent: string,
  settings: Record<string, number | string>,
): Limit | undefined {
  const group = `${parent}/veil-bench-${process.pid}`;
  try {
    if ('cpu.max' in settings) writeFileSync(`${parent}/cgroup.subtree_control`, '+cpu');
    mkdirSync(group);
  } catch (error) {
    console.error(`no control group: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
  for (const [name, value] of Object.entries(settings))
    writeFileSync(`${group}/${name}`, `${value}`);
  // Twice: a process may have been started while the others were moved.
  for (let i = 0; i < 2; i++) move(treeOf(root), group);
  return {
    way: 'control group',
    release: () => {
      const members = readFileSync(`${group}/cgroup.procs`, 'utf8').split('\n').filter(Boolean);
      move(members.map(Number), parent);
      rmdirSync(group);
    },
  };
}

/** Moves processes to a control group; one that has ended meanwhile is nobody's business. */
function move(processes: readonly number[], group: string): void {
  for (const id of processes) {
    try {
      writeFileSync(`${group}/cgroup.procs`, `${id}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** The same without control groups: lets the tree run only while it has used less than its share of the time so far. */
export function stopLimit(root: number, share: number): Limit {
  const start = performance.now();
  const before = cpuOf(root).tree;
  let stopped = false;
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => {
    for (const id of treeOf(root)) process.kill(id, name);
    stopped = name === 'SIGSTOP';
  };
  const timer = setInterval(() => {
    const over = cpuOf(root).tree - before > share * (performance.now() - start);
    if (over !== stopped) signal(over ? 'SIGSTOP' : 'SIGCONT');
  }, SLICE_US / 1000);
  return {
    way: 'stopping and continuing',
    release: () => {
      clearInterval(timer);
      signal('SIGCONT');
    },
  };
}
