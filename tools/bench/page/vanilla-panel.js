/** The least that a panel of the hotline shows: number, hours, topics and a form for a callback. */
const STYLES = `
dialog { position: fixed; inset: auto 20px 90px auto; width: 380px; max-height: 620px; overflow: auto; box-sizing: border-box; margin: 0; padding: 20px; border: 0; border-radius: 16px; background: #f4f6fa; color: #111; box-shadow: 0 8px 28px #8888; font: 14px/1.5 system-ui }
section { padding: 12px; margin: 0 0 12px; border-radius: 16px; background: #fff }
input, textarea, select { display: block; box-sizing: border-box; width: 100%; padding: 8px; font: inherit }
a { font-size: 24px; font-weight: 700; color: #2457d6 }
`;
const text = (words) => words?.['zh-CN'] ?? '';

export function open(host) {
  const { line, topics, privacy, notices, callback } = host.contact;
  const root = host.shadowRoot;
  root.querySelector('dialog')?.remove();
  const dialog = document.createElement('dialog');
  dialog.innerHTML = `<style>${STYLES}</style>
    <h2>${text(line.label)}</h2>
    <section><a href="${line.uri}">${line.display}</a><p>${line.hours === '24x7' ? '全天' : ''}</p>
      <ul>${line.menu.map(({ keys, label }) => `<li>${keys} ${text(label)}</li>`).join('')}</ul></section>
    <section><h3>您想咨询什么</h3>${topics
      .map(({ label, answers }) => {
        const said = answers.map(
          ({ question, answer }) => `<dt>${text(question)}</dt><dd>${text(answer)}</dd>`,
        );
        return `<details><summary>${text(label)}</summary><dl>${said.join('')}</dl></details>`;
      })
      .join('')}</section>
    <section><h3>请客服回电</h3><form>
      <label>电话<input name="phone" type="tel" required></label>
      <label>称呼<input name="name"></label>
      <label>时间<select><option>尽快（${callback?.promiseMinutes ?? 60} 分钟内）</option></select></label>
      <label>说明<textarea></textarea></label><button>提交</button></form></section>
    ${notices.map((notice) => `<p>${text(notice)}</p>`).join('')}
    <p>${text(privacy?.handler)}</p>`;
  root.append(dialog);
  dialog.show();
}
