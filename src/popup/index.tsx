import { render } from 'preact';
import { followDebugSetting } from '../extension/debug-setting';
import { markLanguage } from '../ui/words';
import { Popup } from './popup';

markLanguage();
followDebugSetting();
render(<Popup />, document.body);
