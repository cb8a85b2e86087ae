import type { ConfigInput } from '../contract/config.ts';
import type { Contact } from '../contract/contact.ts';
import { resolve } from '../core/resolve.ts';
import type { Effects } from '../stores/effects.ts';
import type { Source } from '../stores/source.ts';

const onOwnersMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Static mode: makes the Contact from the text of a config file. Problems of the config are
 * reported in the console and, on localhost, on the page.
 * @throws if the config is not valid
 */
export const resolveConfig = (
  text: string,
  { config: address = '', tier }: Source,
  effects: Pick<Effects, 'Date'>,
): Contact => {
  const owner = onOwnersMachine.test(location.hostname);
  const report = () =>
    void import('./config-report.ts').then(({ reportConfig }) =>
      reportConfig(text, address, owner),
    );
  try {
    const contact = resolve(
      JSON.parse(text) as ConfigInput,
      { verified: false, reason: 'static', ...(tier && { tier }) },
      effects.Date.now(),
    );
    if (owner) report();
    return contact;
  } catch (error) {
    report();
    throw error;
  }
};
