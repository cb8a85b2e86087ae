import { toJsonSchema } from '@valibot/to-json-schema';
import { ConfigSchema } from '../contract/config.ts';
import { HoursSchema } from '../contract/hours.ts';
import { TextSchema } from '../contract/text.ts';

/**
 * The JSON Schema of `hotline.config.json` as its author writes it, in draft-07, which all editors
 * support. Used only by the build, because the converter is too large for a page. It does not check
 * references between the parts of a config; `checkConfig` does.
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
    description: 'The hotline of a shop: its lines, tiers, topics and callback rules.',
  };
}
