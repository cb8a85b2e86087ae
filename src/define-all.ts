import './define.ts';
import { defineForm } from './define-form.ts';
import { registerLauncher } from './launcher/register.ts';

/** `hotline-widget/define`: defines every element, for pages that bundle the package instead of using the script tag. */
registerLauncher();
defineForm();
