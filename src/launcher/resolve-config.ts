import type { ConfigInput } from '../contract/config.ts';
import type { Contact } from '../contract/contact.ts';
import { resolve } from '../core/resolve.ts';
import type { Source } from '../stores/source.ts';

const onOwnersMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Static mode: the Contact in a config file's text. What is wrong with a config is explained to its owner, not to members.
 * @throws where the config does not hold
 */
export const resolveConfig = (text: string, { config: address = '', tier }: Source): Contact => {
  const owner = onOwnersMachine.test(location.hostname);
  const explain = () =>
    void import('../config/doctor.ts').then((doctor) => doctor.explain(text, address, owner));
  try {
    const contact = resolve(
      JSON.parse(text) as ConfigInput,
      { verified: false, reason: 'static', ...(tier && { tier }) },
      Date.now(),
    );
    if (owner) explain();
    return contact;
  } catch (error) {
    explain();
    throw error;
  }
};
