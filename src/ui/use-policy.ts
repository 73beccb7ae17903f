import { useEffect, useState } from 'preact/hooks';
import { readPolicy, watchPolicy } from '../extension/policy-store';
import { NO_POLICY, type Policy } from '../shared/policy';

/** What an administrator has decided, live. */
export function usePolicy(): Policy {
  const [policy, setPolicy] = useState<Policy>(NO_POLICY);
  useEffect(() => {
    void readPolicy().then(setPolicy);
    return watchPolicy(setPolicy);
  }, []);
  return policy;
}
