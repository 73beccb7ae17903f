import { AccessNotice } from '../ui/access-notice';
import { useKeys } from '../ui/use-keys';
import { useSiteAccess } from '../ui/use-site-access';
import { type Sentence, say } from '../ui/words';
import { OpenCalls } from './open-calls';

type Props = { readonly onProblem: (problem: Sentence) => void };

/** What somebody reads who has just installed Veil. */
export function WelcomeSection({ onProblem }: Props) {
  const keys = useKeys();
  const access = useSiteAccess(onProblem);
  return (
    <section class="card welcome" aria-labelledby="welcome">
      <h2 id="welcome">{say('welcome_title')}</h2>
      <ol>
        <li>{say('welcome_choose')}</li>
        <li>{say('welcome_call')}</li>
        <li>{say('welcome_pin')}</li>
      </ol>
      {access.withheld && <AccessNotice onAsk={access.request} />}
      <OpenCalls />
      <p>{say('welcome_private')}</p>
      {keys.cover && keys.toggle && (
        <p class="quiet">{say('welcome_keys', keys.cover, keys.toggle)}</p>
      )}
    </section>
  );
}
