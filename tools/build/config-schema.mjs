import { tsImport } from 'tsx/esm/api';

/** Writes the config's JSON Schema, for completion in editors. */
export const configSchema = () => ({
  name: 'config-schema',
  async generateBundle() {
    const { configJsonSchema } = await tsImport('../../src/config/json-schema.ts', import.meta.url);
    this.emitFile({
      type: 'asset',
      fileName: 'config.schema.json',
      source: `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
    });
  },
});
