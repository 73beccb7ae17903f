import { render } from 'preact';
import { followDebugSetting } from '../extension/debug-setting';
import { markLanguage } from '../ui/words';
import { Options } from './options';

markLanguage();
followDebugSetting();
render(<Options />, document.body);
