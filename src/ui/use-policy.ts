import { useEffect, useState } from 'preact/hooks';
import { readPolicy, watchPolicy } from '../extension/policy-store';
import { NO_POLICY, type Policy } from '../shared/policy';
import { keepSame } from './keep-same';

/** What an administrator has decided, live. first: what is known of it. */
export function usePolicy(first: Policy = NO_POLICY): Policy {
  const [policy, setPolicy] = useState(first);
  useEffect(() => {
    void readPolicy().then((read) => setPolicy(keepSame(read)));
    return watchPolicy(setPolicy);
  }, []);
  return policy;
}
