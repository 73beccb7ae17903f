/** A command of the demo: its options are looked at before anything else is loaded or built. */
import { type DemoOptions, hasDisplay, helpOf, parseOptions, usageOf } from './options';

/** run: true when the call did what it should. */
type Loaded = { run(options: DemoOptions): Promise<boolean> };

/** Runs it with the command line's options. name: the script's, as npm has it. */
export async function command(name: string, load: () => Promise<Loaded>): Promise<void> {
  let options: DemoOptions | 'help';
  try {
    options = parseOptions(process.argv.slice(2), hasDisplay(process.env, process.platform));
  } catch (error) {
    console.error(`${sentenceOf(error)}\n${usageOf(name)}`);
    process.exitCode = 2;
    return;
  }
  if (options === 'help') {
    console.log(helpOf(name));
    return;
  }
  try {
    const { run } = await load();
    process.exitCode = (await run(options)) ? 0 : 1;
  } catch (error) {
    console.error(sentenceOf(error));
    process.exitCode = 1;
  }
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : `${error}`);
