import { useKeys } from '../ui/use-keys';
import { say } from '../ui/words';

/** What somebody reads who has just installed Veil. */
export function WelcomeSection() {
  const keys = useKeys();
  return (
    <section class="card welcome" aria-labelledby="welcome">
      <h2 id="welcome">{say('welcome_title')}</h2>
      <ol>
        <li>{say('welcome_choose')}</li>
        <li>{say('welcome_call')}</li>
        <li>{say('welcome_pin')}</li>
      </ol>
      <p>{say('welcome_private')}</p>
      {keys.cover && keys.toggle && (
        <p class="quiet">{say('welcome_keys', keys.cover, keys.toggle)}</p>
      )}
    </section>
  );
}
