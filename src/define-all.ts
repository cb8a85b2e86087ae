import './define.ts';
import './define-form.ts';
import './define-ticket.ts';
import { registerLauncher } from './launcher/register.ts';

/** `hotline-widget/define`: defines every element, for pages that bundle the package instead of using the script tag. */
registerLauncher();
