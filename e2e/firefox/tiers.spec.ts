/** The model ladder, in a stock Firefox. */
import { expectTiers } from '../expectations/tiers';
import { test } from '../fixtures/firefox/test';

// One at which a device has settled; the changes in mid-call go through all of them.
expectTiers(test, ['least']);
