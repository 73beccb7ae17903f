import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { limitTree, stopLimit } from './limit';
import {
  childrenOf,
  cpuOf,
  memoryOf,
  parseMachine,
  parseOwnPss,
  parsePss,
  parseStat,
  treeOf,
} from './processes';

const children: ChildProcess[] = [];

/** A Node process that runs a script and keeps running till the test is over. */
function node(script: string): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  if (child.pid === undefined) throw new Error('expected a process');
  return child as ChildProcess & { pid: number };
}

async function said(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (!stdout) throw new Error('expected an output');
  const [text] = await once(stdout, 'data');
  return `${text}`.trim();
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const BUSY = 'const work = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); };';
const WAIT = 'setInterval(() => {}, 1000);';

describe('a tree of processes', () => {
  it('takes the time that its members say they took', async () => {
    const inner = `${BUSY} work(400); console.log(process.cpuUsage().user + process.cpuUsage().system); ${WAIT}`;
    const outer = node(
      `const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}],
         { stdio: ['ignore', 'inherit', 'inherit'] });
       process.on('exit', () => child.kill('SIGKILL'));
       process.stdin.on('end', () => process.exit()).resume();`,
    );
    const told = Number(await said(outer)) / 1000;
    const [child] = childrenOf(outer.pid);
    expect(treeOf(outer.pid)).toEqual([outer.pid, child]);
    expect(childrenOf(process.pid)).toContain(outer.pid);
    if (child === undefined) throw new Error('expected a child');
    const counted = cpuOf(child).tree;
    expect(counted).toBeGreaterThan(told - 40);
    expect(counted).toBeLessThan(told + 80);
    const whole = cpuOf(outer.pid);
    expect(whole.tree).toBeGreaterThan(counted);
    expect(whole.mainThreads).toBe(0);
    expect(whole.machine).toBeGreaterThan(whole.tree);
    outer.stdin?.end();
    await once(outer, 'exit');
  });

  it('has the memory that a member fills', async () => {
    const child = node(
      `console.log('small'); process.stdin.once('data', () => {
         globalThis.kept = Buffer.alloc(64e6, 1); console.log('large'); });`,
    );
    await said(child);
    const before = await memoryOf(child.pid);
    child.stdin?.write('go');
    await said(child);
    expect((await memoryOf(child.pid)) - before).toBeGreaterThan(60e6);
    expect((await memoryOf(child.pid)) - before).toBeLessThan(90e6);
  });

  it.each([
    ['limitTree', limitTree],
    ['stopLimit', stopLimit],
  ])('gets its share of a core and no more, then all again: %s', async (_, limit) => {
    const child = node(`${BUSY} console.log('up'); setImmediate(() => work(60000));`);
    await said(child);
    const share = async () => {
      const [before, start] = [cpuOf(child.pid).tree, performance.now()];
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return (cpuOf(child.pid).tree - before) / (performance.now() - start);
    };
    const { release } = limit(child.pid, 0.2);
    const limited = await share();
    release();
    const free = await share();
    expect(limited).toBeGreaterThan(0);
    expect(limited).toBeLessThan(0.35);
    expect(free).toBeGreaterThan(limited);
  });
});

describe('files of /proc', () => {
  it('are read where a name looks like fields', () => {
    const line = '42 (a) R 7 (b) S 9 42 42 0 -1 4194304 1 0 0 0 123 45 0 0 20 0 1 0';
    expect(parseStat(line)).toEqual({ parent: 9, cpu: 1680 });
  });

  it('are read in their own units', () => {
    expect(parseMachine('cpu  10 1 5 1000 7 2 3 50 0 0\ncpu0 1')).toBe(210);
    expect(parsePss('Rss:   9 kB\nPss:      374 kB\nPss_Dirty: 1 kB\n')).toBe(374 * 1024);
  });

  it('are refused when they say something else', () => {
    expect(() => parseStat('nonsense')).toThrow();
    expect(() => parsePss('Rss: 9 kB')).toThrow();
    expect(parseOwnPss('Pss: 9 kB\nPss_Anon:  3 kB\nPss_File: 2 kB\nPss_Shmem: 4 kB\n')).toBe(
      7 * 1024,
    );
    expect(() => parseOwnPss('Pss: 9 kB')).toThrow();
  });
});
