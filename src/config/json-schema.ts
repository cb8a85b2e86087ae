import { toJsonSchema } from '@valibot/to-json-schema';
import { ConfigSchema } from '../contract/config.ts';
import { HoursSchema } from '../contract/hours.ts';
import { TextSchema } from '../contract/text.ts';

/**
 * The JSON Schema (draft-07, which every editor reads) of `hotline.config.json` as its author writes it. For the build
 * only: it brings a converter that no page needs. What lies between the parts of a config, `checkConfig` sees, not this.
 */
export function configJsonSchema(): object {
  const schema = toJsonSchema(ConfigSchema, {
    target: 'draft-07',
    typeMode: 'input',
    definitions: { Text: TextSchema, Hours: HoursSchema },
  });
  return {
    ...schema,
    title: 'hotline-widget config',
    description: 'The hotline of a shop: its lines, tiers, topics and rules for callbacks.',
  };
}
