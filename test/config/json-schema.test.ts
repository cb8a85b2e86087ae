import { expect } from '@open-wc/testing';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { SHOP_SYSTEMS } from '../../src/contract/config.ts';
import { sampleConfig } from '../support/sample-config.ts';

interface Schema {
  $ref?: string;
  $schema?: string;
  $defs?: Record<string, Schema>;
  title?: string;
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  pattern?: string;
  format?: string;
}

const schema = configJsonSchema() as Schema;
const deref = (node: Schema): Schema =>
  node.$ref ? schema.$defs![node.$ref.replace('#/$defs/', '')]! : node;

/** Whether a value is valid. Checks only types, keys, constants and patterns. */
function isValid(value: unknown, reference: Schema): boolean {
  const node = deref(reference);
  if (node.anyOf) return node.anyOf.some((option) => isValid(value, option));
  if ('const' in node) return value === node.const;
  if (node.enum) return node.enum.includes(value);
  if (node.type === 'array')
    return Array.isArray(value) && value.every((item) => isValid(item, node.items!));
  if (node.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const { properties = {}, required = [], additionalProperties, propertyNames } = node;
    return (
      required.every((key) => key in value) &&
      Object.entries(value).every(([key, inner]) => {
        const known =
          properties[key] ??
          (typeof additionalProperties === 'object' ? additionalProperties : undefined);
        return (
          known !== undefined &&
          isValid(inner, known) &&
          (!propertyNames || isValid(key, propertyNames))
        );
      })
    );
  }
  if (node.type === 'integer') return Number.isInteger(value);
  return (
    typeof value === node.type && (!node.pattern || new RegExp(node.pattern).test(value as string))
  );
}

describe('configJsonSchema', () => {
  it('has a title, and uses a draft that editors support', () => {
    expect(schema).to.deep.include({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'hotline-widget config',
    });
  });

  it('requires the keys that have no default', () => {
    expect(schema.required).to.have.members([
      'version',
      'brand',
      'timeZone',
      'lines',
      'publicLine',
    ]);
  });

  it('allows no other keys at any depth', () => {
    const objects: Schema[] = [];
    JSON.stringify(schema, (_key, node: Schema) => {
      if (node?.type === 'object') objects.push(node);
      return node;
    });
    expect(objects.length).to.be.above(10);
    const open = objects.filter(
      ({ additionalProperties, propertyNames }) => additionalProperties !== false && !propertyNames,
    );
    expect(open).to.deep.equal([]);
  });

  it('contains the target of every reference', () => {
    const names = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/(\w+)"/g)].map(
      ([, name]) => name!,
    );
    expect(new Set(names)).to.deep.equal(new Set(['Text', 'Hours']));
    for (const name of names) expect(schema.$defs).to.have.property(name);
  });

  it('contains the patterns of ids, menu keys and times of day', () => {
    const line = schema.properties!['lines']!.additionalProperties as Schema;
    expect(schema.properties!['lines']!.propertyNames?.pattern).to.be.a('string');
    expect(line.properties!['menu']!.items!.properties!['keys']!.pattern).to.be.a('string');
    expect(JSON.stringify(schema.$defs!['Hours'])).to.include('24:00');
  });

  it('lists the shop systems for completion', () => {
    expect(schema.properties!['orders']!.properties!['systems']!.items!.enum).to.deep.equal([
      ...SHOP_SYSTEMS,
    ]);
  });

  it('accepts a valid config and rejects invalid ones', () => {
    expect(isValid(sampleConfig(), schema)).to.equal(true);
    const mistakes: ((config: ReturnType<typeof sampleConfig>) => unknown)[] = [
      (config) => Object.assign(config, { version: 2 }),
      (config) => Object.assign(config, { brnad: {} }),
      (config) => Object.assign(config.lines, { 'Not an id': config.lines['vip'] }),
      (config) => Object.assign(config.lines['vip']!, { hours: 'always' }),
      (config) => Object.assign(config.lines['public']!.menu![0]!, { keys: 'one' }),
      (config) => Reflect.deleteProperty(config, 'publicLine'),
    ];
    for (const mistake of mistakes) {
      const config = sampleConfig();
      mistake(config);
      expect(isValid(config, schema), String(mistake)).to.equal(false);
    }
  });
});
