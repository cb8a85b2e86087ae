import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import * as v from 'valibot';
import { PayloadSchema } from '../../src/deliver/payload.ts';
import { checkDeskConfig } from '../../src/config/desk-config.ts';
import { HOTLINE_EVENTS } from '../../wire/hotline-event.ts';
import { WEBHOOK_SECRET } from '../support/deliver.ts';
import { deskInput } from '../support/fixture.ts';

const text = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, json = '']): unknown =>
  JSON.parse(json),
);
const has =
  (key: string) =>
  (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && key in value;

describe('docs/webhooks.md', () => {
  it('shows receivers that are a valid config', async () => {
    const env = {
      SHOP_WEBHOOK_SECRET: WEBHOOK_SECRET,
      CRM_WEBHOOK_SECRET: WEBHOOK_SECRET,
      DINGTALK_BOT_SECRET: 'SEC1',
      FEISHU_BOT_SECRET: 'x',
    };
    const urls = {
      WECOM_BOT_URL: 'https://bots.example/',
      DINGTALK_BOT_URL: 'https://bots.example/',
      FEISHU_BOT_URL: 'https://bots.example/',
    };
    const configs = examples.filter((example) => has('webhooks')(example) || has('bots')(example));
    assert.equal(configs.length, 2);
    for (const config of configs)
      await checkDeskConfig({ ...deskInput, ...(config as object) }, { ...env, ...urls });
  });

  it('shows a message that matches its schema and has no other field', () => {
    const [message, ...more] = examples.filter(has('type'));
    assert.ok(message && !more.length);
    assert.deepEqual(v.parse(PayloadSchema, message), message);
  });

  it('names every event and every field', () => {
    const named = (name: string): boolean =>
      text.includes(`\`${name}\``) || text.includes(`"${name}":`);
    assert.deepEqual(
      HOTLINE_EVENTS.filter((type) => !new RegExp(`\\| \`${type}\` +\\|`).test(text)),
      [],
    );
    assert.deepEqual(
      Object.keys(PayloadSchema.entries.data.entries).filter((name) => !named(name)),
      [],
    );
  });
});
