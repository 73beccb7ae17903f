/** The model ladder, in a stock Firefox. */
import { expectTiers } from '../expectations/tiers';
import { test } from '../fixtures/firefox/test';

// One that is chosen and one at which a device has settled; the change in mid-call goes through all.
expectTiers(test, ['top', 'least']);
