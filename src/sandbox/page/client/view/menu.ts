/** The commands of a message's own menu, as buttons at its corner. */
import { html, nothing, type TemplateResult } from 'lit'
import type { PageMessage } from '../../protocol.ts'
import { menuFor } from '../composer/commands.ts'
import { chooseFromMenu } from '../interactions.ts'
import { currentGuild, state, viewerLocale } from '../state.ts'

/** Gives the menu; nothing where the bot has no such commands. */
export function menuView(message: PageMessage): TemplateResult | typeof nothing {
  const guild = currentGuild()
  if (!state.look || !guild) return nothing
  const commands = menuFor(state.look.commands, guild, viewerLocale())
  if (commands.length === 0) return nothing
  return html`<div slot="reactions" class="menu">
    ${commands.map(
      ({ name, label }) =>
        html`<button type="button" @click=${() => chooseFromMenu(message, name)}>${label}</button>`,
    )}
  </div>`
}
