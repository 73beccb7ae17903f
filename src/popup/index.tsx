import { render } from 'preact';
import { followDebugSetting } from '../extension/debug-setting';
import { Popup } from './popup';

followDebugSetting();
render(<Popup />, document.body);
