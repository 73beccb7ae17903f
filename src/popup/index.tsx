import { render } from 'preact';
import { followDebugSetting } from '../extension/debug-setting';
import { markLanguage } from '../ui/words';
import { takeFirstLook } from './ahead';
import { Popup } from './popup';

markLanguage();
followDebugSetting();
takeFirstLook().then((first) => render(<Popup first={first} />, document.body));
