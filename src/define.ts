import './define-panel.ts';
import { defineElement, ELEMENTS, type Tag } from './elements.ts';
import { registerLauncher } from './launcher/register.ts';

/**
 * `hotline-widget/define`: defines every element, for pages that bundle the package instead of
 * using the script tag.
 */
registerLauncher();
for (const tag of Object.keys(ELEMENTS) as Tag[]) void defineElement(tag);
