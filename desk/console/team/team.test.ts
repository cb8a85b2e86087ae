import { expect } from '@open-wc/testing';
import { DAY } from '../../../src/core/time.ts';
import type { LineView } from '../../wire/lines.ts';
import type { NewNotice, NoticeView } from '../../wire/notices.ts';
import type { TeamMember, TeamView } from '../../wire/team.ts';
import { until } from '../../../test/support/clock.ts';
import { ConsolePage } from '../test-support/console-page.ts';
import { FakeConsoleDesk, refused } from '../test-support/fake-console-desk.ts';
import { MINUTE, numberOf, sampleRow, sampleSession, supervisor } from '../test-support/samples.ts';

const member = (change: Partial<TeamMember>): TeamMember => ({
  id: 'a1',
  login: 'lin',
  name: '林晓',
  role: 'agent',
  presence: 'here',
  seenAt: Date.now(),
  disabled: false,
  holds: 0,
  ...change,
});
const line = (change: Partial<LineView> = {}): LineView => ({
  id: 'service',
  label: { 'zh-CN': '会员服务热线', en: 'Member line' },
  state: 'open',
  source: 'hours',
  waiting: 0,
  timeZone: 'Asia/Shanghai',
  days: [],
  ...change,
});

const sampleTeam = (lines: LineView[] = [line()]): TeamView => ({
  agents: [
    member({}),
    member({ id: 'a2', login: 'chen', name: '陈晨', presence: 'on-call', holds: 2 }),
    member({ id: 'a3', login: 'wang', name: '王主管', role: 'supervisor', presence: 'away' }),
    member({
      id: 'a4',
      login: 'zhou',
      name: '老周',
      presence: 'gone',
      seenAt: null,
      disabled: true,
    }),
  ],
  lines,
  notices: [],
});

describe('team page', () => {
  let desk: FakeConsoleDesk;
  let team: TeamView;
  const open = async (lang = 'zh-CN', dark = false) => {
    const page = await ConsolePage.open(desk, 'desk-team', { lang, dark });
    await page.says(lang === 'en' ? 'Agents' : '成员');
    return page;
  };

  beforeEach(() => {
    desk = new FakeConsoleDesk();
    desk.path = '/console/team';
    desk.session = supervisor();
    team = sampleTeam();
    desk.on('GET /team', () => team);
  });

  it('shows the presence of each agent and how many tickets they hold', async () => {
    const page = await open();
    expect(
      page
        .all('item', /lin|chen|wang|zhou/)
        .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim()),
    ).to.deep.equal([
      '林晓 lin 客服 在岗 手上没有工单 修改',
      '陈晨 chen 客服 通话中 手上 2 张 修改',
      '王主管 （我） wang 主管 离开 手上没有工单 修改',
      '老周 zhou 客服 已停用 从未登录 修改',
    ]);
  });

  it('updates when an agent’s presence changes', async () => {
    const page = await open();
    team = { ...team, agents: [member({ presence: 'gone', seenAt: Date.now() })] };
    desk.tell('team');
    await page.says(/林晓 lin 客服 未连接 手上没有工单 · 最后在线/);
  });

  it('shows agents no supervisor controls', async () => {
    desk.session = sampleSession();
    const page = await open();
    expect(page.all('button').map(({ textContent }) => textContent.trim())).to.deep.equal([
      '修改密码',
    ]);
  });

  it('offers a retry when the desk does not answer', async () => {
    desk.on('GET /team', () => refused(503, 'unavailable'));
    const page = await ConsolePage.open(desk, 'desk-team');
    await page.says('服务台正忙');
    desk.on('GET /team', () => team);
    await page.press('button', '再试一次');
    await page.says('陈晨');
  });

  describe('notices to members', () => {
    const notice = (change: Partial<NoticeView> = {}): NoticeView => ({
      id: 'n1',
      text: '今晚 23 点系统维护',
      lines: null,
      from: Date.now() - MINUTE,
      until: Date.now() + 60 * MINUTE,
      by: 'a2',
      ...change,
    });

    it('lists what runs and what is planned, and for which lines', async () => {
      team = {
        ...team,
        notices: [
          notice(),
          notice({
            id: 'n2',
            text: '国庆值班',
            lines: ['diamond'],
            from: Date.now() + 30 * MINUTE,
          }),
          // It has ended since the team was loaded.
          notice({ id: 'n3', text: '昨天的', until: Date.now() - 1 }),
        ],
      };
      const page = await open();
      await page.says(/今晚 23 点系统维护 展示中 所有线路 · .* 至 .* · 陈晨 立即结束/);
      await page.says(/国庆值班 未开始 钻石专线 · .* 至 .* · 陈晨 撤回/);
      expect(page.words).not.to.include('昨天的');
    });

    it('are written with a preview, and published until the end of the day', async () => {
      desk.on('POST /notices', () => ({ ...team, notices: [notice({ text: '系统维护' })] }));
      const page = await open();
      await page.press('button', '写公告');
      await page.submit();
      expect(page.wrong).to.deep.equal(['请填写公告内容']);
      await page.fill('公告内容', '系统维护');
      await page.says(/会员看到的是 系统维护 现在 至 (明天|今天) 00:00/);
      await page.submit();
      await page.tells('公告已发布');
      await page.says('系统维护 展示中');
      const body = desk.of('POST /notices')[0]?.body as NewNotice;
      expect(body.text).to.deep.equal({ 'zh-CN': '系统维护' });
      expect(body.lines).to.equal(null);
      expect(body).not.to.have.property('from');
      expect(body.until % DAY).to.equal(16 * 60 * MINUTE);
      await page.gone('dialog');
    });

    it('are ended by one press', async () => {
      team = { ...team, notices: [notice()] };
      desk.on('DELETE /notices/n1', () => ({ ...team, notices: [] }));
      const page = await open();
      await page.press('button', '立即结束');
      await page.tells('公告已结束');
      await page.says('现在没有公告');
      expect(page.focus).to.equal('会员公告');
    });

    it('are shown to agents, who cannot change them', async () => {
      desk.session = sampleSession();
      team = { ...team, notices: [notice()] };
      const page = await open();
      await page.says('今晚 23 点系统维护 展示中');
      expect(page.all('button', /公告|结束/)).to.have.length(0);
    });
  });

  describe('hours of a day', () => {
    const today = new Date(Date.now() + 8 * 60 * MINUTE).toISOString().slice(0, 10);
    const usual = [{ from: '09:00', to: '22:00' }];

    it('begin with the usual ones and are set with a reason', async () => {
      team = sampleTeam([line({ days: [{ date: today, usual }] })]);
      const set = { periods: [{ from: '09:00', to: '20:00' }], reason: '盘点', by: 'a3' };
      desk.on('PUT /lines/service', () =>
        sampleTeam([line({ days: [{ date: today, usual, set }] })]),
      );
      const page = await open();
      await page.press('button', '调整营业时间');
      await page.says('平时：09:00–22:00');
      await page.fill('下班', '20:00');
      await page.fill(/^原因/, '盘点');
      await page.submit();
      await page.tells('会员服务热线 的营业时间已调整');
      expect(desk.of('PUT /lines/service')[0]?.body).to.deep.equal({
        hours: { date: today, periods: set.periods, reason: '盘点' },
      });
      await page.says('今天临时：09:00–20:00 · 盘点 · 过了这一天自动恢复');
    });

    it('are closed all day in one choice, which says how many tickets that concerns', async () => {
      team = sampleTeam([line({ days: [{ date: today, usual }] })]);
      const soon = Date.now() + MINUTE;
      const sameDay = new Date(soon + 8 * 60 * MINUTE).toISOString().slice(0, 10) === today;
      desk.rows = [
        sampleRow({ dueAt: soon }),
        sampleRow({ number: numberOf(2), dueAt: soon, line: 'diamond' }),
      ];
      desk.on('PUT /lines/service', () => team);
      const page = await open();
      await page.press('button', '调整营业时间');
      await page.press('radio', '全天不营业');
      await page.says('会员看到的是 全天不营业 · 已下班');
      if (sameDay) await page.says('有 1 张工单约好的回电时间落在不营业的时段');
      await page.submit();
      await page.gone('dialog');
      expect(desk.of('PUT /lines/service')[0]?.body).to.deep.equal({
        hours: { date: today, periods: [] },
      });
    });

    it('are taken back by one press', async () => {
      const set = { periods: [], by: 'a3' };
      team = sampleTeam([line({ days: [{ date: today, usual, set }] })]);
      desk.on('PUT /lines/service', () => sampleTeam([line({ days: [{ date: today, usual }] })]));
      const page = await open();
      await page.press('button', '恢复今天的平时时间');
      await page.tells('会员服务热线 已恢复平时的营业时间');
      expect(desk.of('PUT /lines/service')[0]?.body).to.deep.equal({
        hours: { date: today, periods: null },
      });
    });
  });

  describe('lines', () => {
    for (const [state, change, words] of [
      ['by opening hours', () => ({}), '会员服务热线 正在接听 0 张等待 按营业时间'],
      [
        'by a phone system',
        () => ({
          state: 'busy',
          waitMinutes: [3, 6],
          source: 'phone-system',
          waiting: 7,
          load: { waiting: 5, agents: 3, at: Date.now() - 2 * MINUTE - 10_000, stale: false },
        }),
        '线路较忙 约等 3–6 分钟 · 7 张等待 来自电话系统，2 分钟前，5 人排队，3 位坐席',
      ],
      [
        'by a phone system that stopped reporting',
        () => ({
          state: 'unknown',
          source: 'phone-system',
          load: { waiting: 5, agents: 3, at: Date.now() - 20 * MINUTE - 10_000, stale: true },
        }),
        '不确定有没有人接 0 张等待 来自电话系统，电话系统已 20 分钟没有消息',
      ],
      [
        'by a supervisor',
        () => ({
          state: 'closed',
          source: 'supervisor',
          closed: { reason: '系统维护中', at: Date.now() },
        }),
        /暂停接听 0 张等待 由主管设定 系统维护中 · 今天 .* 起暂停 · 直到手动恢复/,
      ],
    ] as [string, () => Partial<LineView>, string | RegExp][]) {
      it(`shows a state set ${state}`, async () => {
        team = sampleTeam([line(change())]);
        const page = await open();
        await page.says(words);
      });
    }

    it('closes a line with a reason and a reopening time, previewed as members will read them', async () => {
      const page = await open();
      desk.on('PUT /lines/service', () =>
        sampleTeam([
          line({
            state: 'closed',
            source: 'supervisor',
            closed: { reason: '客服培训', at: Date.now() },
          }),
        ]),
      );
      const opener = await page.press('button', '暂停接听');
      await page.has('dialog', '暂停接听：会员服务热线');
      await page.says(/会员看到的是 暂停接听，约 [\d:/ ]+ 恢复 · 系统维护中/);
      await until(
        () => (page.all('radio', '1 小时后')[0] as HTMLInputElement | undefined)?.checked,
        () => 'an hour as the default',
      );
      await page.press('radio', '客服培训');
      await page.press('radio', '30 分钟后');
      await page.says(/会员看到的是 暂停接听，约 [\d:/ ]+ 恢复 · 客服培训/);
      await page.submit();
      await page.gone('dialog');
      await page.tells('会员服务热线 已暂停接听');
      const { closed } = desk.of('PUT /lines/service')[0]!.body as {
        closed: { reason: string; until: number };
      };
      expect(closed.reason).to.equal('客服培训');
      expect(closed.until - Date.now()).to.be.within(29 * MINUTE, 30 * MINUTE);
      expect(opener.isConnected && page.focus === '').to.equal(false);
      await until(
        () =>
          page.focus === '会员服务热线' || page.focus === '暂停接听' || page.focus === '恢复接听',
        () => `focus on the line’s card; it is on “${page.focus}”`,
      );
    });

    it('rejects a closure without a reason or with a reopening time in the past', async () => {
      const page = await open();
      await page.press('button', '暂停接听');
      await page.press('radio', '其他原因');
      await page.press('radio', '指定时间');
      await page.fill('恢复时间', '2020-01-01T10:00');
      await page.submit();
      await until(
        () => page.wrong.length === 2,
        () => `two validation errors; there are: ${page.wrong.join()}`,
      );
      expect(page.wrong).to.deep.equal(['请填写原因', '请选择 24 小时之内的时间']);
      expect(page.focus).to.equal('其他原因');
      expect(desk.of('PUT /lines/service')).to.have.length(0);
    });

    it('reopens a line with one press', async () => {
      team = sampleTeam([
        line({
          state: 'closed',
          source: 'supervisor',
          closed: { reason: '客服培训', at: Date.now() },
        }),
      ]);
      desk.on('PUT /lines/service', () => sampleTeam());
      const page = await open();
      await page.press('button', '恢复接听');
      await page.tells('会员服务热线 已恢复');
      expect(desk.of('PUT /lines/service')[0]?.body).to.deep.equal({ closed: null });
      expect(page.focus).not.to.equal('');
    });

    it('overrides a line’s wait for a while and removes the override', async () => {
      const page = await open();
      desk.on('PUT /lines/service', () =>
        sampleTeam([
          line({
            state: 'busy',
            source: 'supervisor',
            waitMinutes: [5, 20],
            wait: { minutes: [5, 20], until: Date.now() + 30 * MINUTE },
          }),
        ]),
      );
      await page.press('button', '调整等待时间');
      await page.fill('最多（分钟）', '3');
      await page.submit();
      await until(
        () => page.wrong.length,
        () => 'a validation error for the wait',
      );
      await page.fill('最多（分钟）', '20');
      await page.says('约等 5–20 分钟');
      await page.submit();
      await page.gone('dialog');
      const { wait } = desk.of('PUT /lines/service')[0]!.body as {
        wait: { minutes: number[]; until: number };
      };
      expect(wait.minutes).to.deep.equal([5, 20]);
      expect(wait.until - Date.now()).to.be.within(29 * MINUTE, 30 * MINUTE);
      await page.says(/主管设定约等 5–20 分钟，到 /);
      desk.on('PUT /lines/service', () => sampleTeam());
      await page.press('button', '取消设定');
      await page.tells('恢复自动推算');
      expect(desk.of('PUT /lines/service')[1]?.body).to.deep.equal({ wait: null });
    });
  });

  describe('agents', () => {
    it('adds an agent with a generated password', async () => {
      const page = await open();
      desk.on('POST /agents', () => ({
        ...team,
        agents: [...team.agents, member({ id: 'a9', login: 'new.one', name: '新人' })],
      }));
      await page.press('button', '添加成员');
      await page.fill('账号', 'New.One');
      await page.fill('姓名', ' 新人 ');
      await page.press('radio', '主管');
      await page.submit();
      await page.gone('dialog');
      await page.tells('已添加 新人');
      await page.says('new.one');
      const { password, ...rest } = desk.of('POST /agents')[0]!.body as { password: string };
      expect(rest).to.deep.equal({ login: 'new.one', name: '新人', role: 'supervisor' });
      expect(password).to.match(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
      expect(page.focus).to.equal('添加成员');
    });

    it('rejects a new agent with invalid fields', async () => {
      const page = await open();
      await page.press('button', '添加成员');
      await page.fill('账号', 'Herr Müller');
      await page.fill('初始密码', 'short');
      await page.submit();
      await until(
        () => page.wrong.length === 3,
        () => `three validation errors; there are: ${page.wrong.join()}`,
      );
      expect(page.wrong).to.deep.equal([
        '账号只能用小写字母、数字、点和短横线',
        '请填写姓名',
        '密码至少 10 个字符',
      ]);
      expect(desk.of('POST /agents')).to.have.length(0);
    });

    for (const [code, request, words, act] of [
      ['login-taken', 'POST /agents', '这个账号名已经有人用了。', '添加成员'],
      ['last-supervisor', 'PATCH /agents/a3', '至少要留一位主管。', '修改成员：王主管'],
    ] as const) {
      it(`keeps the dialog open and shows the reason when the desk answers ${code}`, async () => {
        const page = await open();
        desk.on(request, () => refused(409, code));
        await page.press('button', act);
        if (act === '添加成员') await page.fill('账号', 'chen');
        await page.fill('姓名', '某人');
        await page.submit();
        await page.says(words);
        expect(page.all('dialog')).to.have.length(1);
      });
    }

    it('sends only the changed fields of an edited agent', async () => {
      const page = await open();
      desk.on('PATCH /agents/a2', () => team);
      await page.press('button', '修改成员：陈晨');
      await page.fill('姓名', '陈晨晨');
      await page.press('checkbox', '停用账号');
      await page.submit();
      await page.gone('dialog');
      expect(desk.of('PATCH /agents/a2')[0]?.body).to.deep.equal({
        name: '陈晨晨',
        disabled: true,
      });
    });

    it('closes a dialog without saving and returns the focus to its button', async () => {
      const page = await open();
      await page.press('button', '修改成员：陈晨');
      const dialog = (await page.has('dialog')) as HTMLDialogElement;
      dialog.close();
      await page.gone('dialog');
      expect(page.focus).to.equal('修改成员：陈晨');
      expect(desk.asked.filter(({ method }) => method === 'PATCH')).to.have.length(0);
    });
  });

  describe('own password', () => {
    beforeEach(() => (desk.session = sampleSession()));
    const change = async (page: ConsolePage, current: string, next: string) => {
      await page.press('button', '修改密码');
      await page.fill('现在的密码', current);
      await page.fill('新密码', next);
      await page.submit();
    };

    it('can be changed by an agent', async () => {
      desk.on('PUT /session/password', () => new Response(null, { status: 204 }));
      const page = await open();
      await change(page, 'old password', 'a better password');
      await page.tells('密码已修改');
      expect(desk.of('PUT /session/password')[0]?.body).to.deep.equal({
        current: 'old password',
        next: 'a better password',
      });
      expect(page.all('dialog')).to.have.length(0);
    });

    it('is not changed when the current password is wrong', async () => {
      desk.on('PUT /session/password', () => refused(401, 'sign-in-failed'));
      const page = await open();
      await change(page, 'wrong', 'a better password');
      await page.says('现在的密码不对。');
    });

    it('must have at least 10 characters', async () => {
      const page = await open();
      await change(page, 'old password', 'short');
      await until(
        () => page.wrong.length,
        () => 'a validation error for the password',
      );
      expect(page.wrong).to.deep.equal(['密码至少 10 个字符']);
    });
  });

  for (const dark of [false, true]) {
    const look = dark ? 'dark, in English' : 'light';
    it(`is accessible, ${look}`, async () => {
      team = sampleTeam([
        line({
          state: 'closed',
          source: 'supervisor',
          closed: { reason: 'x', at: Date.now() },
          wait: { minutes: [1, 2], until: Date.now() + MINUTE },
        }),
        line({ id: 'b', label: 'B' }),
      ]);
      const page = await open(dark ? 'en' : 'zh-CN', dark);
      await expect(page.element!).to.be.accessible();
    });

    it(`has accessible dialogs, ${look}`, async () => {
      const page = await open(dark ? 'en' : 'zh-CN', dark);
      for (const name of dark
        ? [
            'Close for now',
            'Adjust the wait',
            'Add an agent',
            'Edit agent: 陈晨',
            'Change password',
          ]
        : ['暂停接听', '调整等待时间', '添加成员', '修改成员：陈晨', '修改密码']) {
        await page.press('button', name);
        const dialog = (await page.has('dialog')) as HTMLDialogElement;
        // Submitting shows an error: the state with the most content.
        if (name.includes('陈晨')) await page.fill(dark ? 'Name' : '姓名', '');
        await page.submit();
        await expect(dialog).to.be.accessible();
        if (dialog.open) dialog.close();
        await page.gone('dialog');
      }
    });
  }
});
