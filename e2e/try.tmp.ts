import { launchVeil } from './fixtures/veil';

const veil = await launchVeil({ args: process.argv.slice(2) });
veil.context.on(
  'request',
  (r) => /wasm|assets/.test(r.url()) && console.log('req', r.url().replace(/.*assets/, '')),
);
const page = await veil.context.newPage();
page.on('console', (m) => console.log('LOG', m.type(), m.text().slice(0, 300)));
page.on('pageerror', (m) => console.log('ERR', m));
const { host } = new URL((await veil.background()).url());
await page.goto(`chrome-extension://${host}/src/segmenter/frame.html`);
const go = `(count) => new Promise((resolve, reject) => {
  const { port1, port2 } = new MessageChannel(); const answer = new MessageChannel();
  const times = []; let t; let n = 0; const t0 = performance.now(); let loaded;
  const send = () => { const pixels = new ArrayBuffer(320*176*4); t = performance.now(); port1.postMessage({type:'segment', id: n, pixels}, [pixels]); };
  port1.onmessage = ({data}) => {
    if (data.type === 'loaded') { loaded = performance.now() - t0; send(); }
    else if (data.type === 'segmented') { times.push(performance.now() - t); if (++n < count) send(); else resolve([loaded, times.sort((a,b)=>a-b)[count>>1]]); }
    else reject(new Error(data.reason + data.detail)); };
  answer.port1.onmessage = () => port1.postMessage({ type: 'load', variant: 'general-320x176' });
  window.postMessage('veil:segmenter-connect', '*', [port2, answer.port2]);
})`;
const read = `new Promise((resolve) => { const o = indexedDB.open('veil-engine', 1); o.onsuccess = () => { const g = o.result.transaction('found').objectStore('found'); const k = g.getAllKeys(); const v = g.getAll(); v.onsuccess = () => { resolve(JSON.stringify([k.result, v.result])); o.result.close(); }; }; o.onerror = () => resolve('error'); })`;
console.log(await page.evaluate(`(${go})(400)`));
for (let i = 0; i < 12; i++) {
  await new Promise((r) => setTimeout(r, 500));
  console.log(await page.evaluate(read));
}
await page.reload();
console.log(await page.evaluate(`(${go})(300)`));
await veil.close();
