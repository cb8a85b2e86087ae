import { html } from 'lit';
import { MIN_PASSWORD_LENGTH } from '../../wire/fields.ts';
import { ApiProblem } from '../connection/api.ts';
import type { Messages } from '../i18n/zh-CN.ts';
import { field } from '../parts/field.ts';
import { FormDialog, type DialogForm } from '../parts/form-dialog.ts';

interface Draft {
  current: string;
  next: string;
  /** Whether both passwords are readable. */
  show: boolean;
}

/**
 * @summary Dialog in which an agent changes their own password.
 * @element desk-password-dialog
 * @fires console-dialog-closed - After the dialog closed.
 */
export class DeskPasswordDialog extends FormDialog<Draft> {
  /**
   * A new password ends all sessions. The desk starts a new one for this console, so the stream
   * reconnects.
   */
  protected override async send({ current, next }: Draft): Promise<void> {
    await this.api.put('/session/password', { current, next });
    await this.store.start();
    this.announce(this.t.team.passwordChanged);
  }

  protected override explain(error: unknown): string {
    return error instanceof ApiProblem && error.code === 'sign-in-failed'
      ? this.t.team.wrongPassword
      : super.explain(error);
  }

  open(): void {
    this.start({ current: '', next: '', show: false });
  }

  protected override form({ current, next, show }: Draft, t: Messages): DialogForm {
    const { team } = t;
    const type = show ? 'text' : 'password';
    const isShort = next.length < MIN_PASSWORD_LENGTH;
    const isShown = this.showsErrors;
    return {
      title: team.changePassword,
      submit: t.common.save,
      isValid: Boolean(current) && !isShort,
      body: html`${field({ id: 'current', label: team.currentPassword, type, autocomplete: 'current-password', value: current, set: (value) => this.set({ current: value }), error: isShown && !current ? team.currentMissing : undefined, first: true })}
        ${field({
          id: 'next',
          label: team.nextPassword,
          type,
          autocomplete: 'new-password',
          hint: team.nextPasswordHint(MIN_PASSWORD_LENGTH),
          value: next,
          set: (value) => this.set({ next: value }),
          error: isShown && isShort ? team.passwordShort(MIN_PASSWORD_LENGTH) : undefined,
        })}
        <label class="check"
          ><input
            type="checkbox"
            .checked=${show}
            @change=${(event: Event) => this.set({ show: (event.target as HTMLInputElement).checked })}
          />${team.showPassword}</label
        >`,
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'desk-password-dialog': DeskPasswordDialog;
  }
}
