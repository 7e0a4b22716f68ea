/**
 * The components' looks, brought up to what Discord's client shows today. Their styles stand in shadow roots, so ours
 * join them there; colours come from the page's custom properties, which reach inside.
 */

import { DiscordAuthorInfo } from '@skyra/discord-components-core/discord-author-info.js'
import { DiscordEmbed } from '@skyra/discord-components-core/discord-embed.js'
import { DiscordEmbedDescription } from '@skyra/discord-components-core/discord-embed-description.js'
import { DiscordEmbedField } from '@skyra/discord-components-core/discord-embed-field.js'
import { DiscordEmbedFields } from '@skyra/discord-components-core/discord-embed-fields.js'
import { DiscordEmbedFooter } from '@skyra/discord-components-core/discord-embed-footer.js'
import { DiscordMention } from '@skyra/discord-components-core/discord-mention.js'
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js'
import { DiscordMessages } from '@skyra/discord-components-core/discord-messages.js'
import { DiscordVerifiedAuthorTag } from '@skyra/discord-components-core/discord-verified-author-tag.js'
import { type CSSResult, css, type LitElement } from 'lit'

type Styled = typeof LitElement

function dress(component: Styled, style: CSSResult): void {
  component.elementStyles = [...component.elementStyles, style]
}

dress(
  DiscordMessages as unknown as Styled,
  css`
    :host { background: none; border: 0; color: var(--text); font-family: inherit; line-height: 1.375; }
    ::slotted(*), ::slotted(*:first-child), ::slotted(*:last-child), ::slotted(*:not(:first-child)) { margin: 0; padding-top: 2px; padding-bottom: 2px; }
    ::slotted(.begins) { margin-top: 17px !important; }
  `,
)

dress(
  DiscordMessage as unknown as Styled,
  css`
    :host, :host([light-theme]) { color: var(--text); font-family: inherit; font-size: 16px; line-height: 1.375; padding-left: 16px; padding-right: 48px; }
    :host(:hover) { background-color: var(--hover); }
    .discord-author-avatar { margin: 2px 16px 0 0; align-self: flex-start; }
    .discord-author-avatar img { cursor: default; }
    .discord-message-content { padding-top: 0; line-height: 1.375; min-width: 0; }
    .discord-message-timestamp, :host([light-theme]) .discord-message-timestamp { color: var(--muted); font-size: 12px; margin-left: 4px; font-weight: 500; white-space: nowrap; }
    .discord-message-body { line-height: 1.375rem; overflow-wrap: anywhere; word-break: normal; }
    .discord-message-body-only-indent { min-width: 56px; margin-left: 0; font-size: 11px; }
    :host(:hover) .discord-message-timestamp-hover::before { content: none; }
    .discord-message-markup { display: block; }
    .discord-message-edited { display: none; }
    @media (max-width: 600px) {
      :host { padding-left: 12px; padding-right: 12px; }
      .discord-author-avatar { margin-right: 12px; }
      .discord-message-body-only-indent { min-width: 52px; }
    }
  `,
)

dress(
  DiscordAuthorInfo as unknown as Styled,
  css`
    :host { margin-right: 0; }
    :host .discord-author-username, :host([light-theme]) .discord-author-username { color: var(--strong); font-weight: 500; }
    :host .discord-author-username:hover { text-decoration: none; cursor: default; }
  `,
)

dress(
  DiscordVerifiedAuthorTag as unknown as Styled,
  css`
    :host { font-size: 0.75rem; font-weight: 600; height: 15px; line-height: 15px; padding: 0 5px; border-radius: 4px; margin: 1px 0 0 5px; text-transform: uppercase; font-size: 10.5px; letter-spacing: 0.01em; background: #5865f2; color: #fff; }
  `,
)

dress(
  DiscordEmbed as unknown as Styled,
  css`
    :host, :host([light-theme]) { color: var(--text); margin: 4px 0 0; max-width: 520px; font-size: 14px; line-height: 1.3; width: fit-content; }
    :host(.pictured) { max-width: 432px; }
    :host .discord-left-border, :host([light-theme]) .discord-left-border { background-color: var(--bar, var(--embed-bar)) !important; border-radius: 4px 0 0 4px; }
    :host .discord-embed-root { flex: 1; }
    :host .discord-embed-wrapper, :host([light-theme]) .discord-embed-wrapper { background-color: var(--embed); border: 1px solid var(--embed-edge); border-left: 0; max-width: 516px; justify-self: stretch; }
    :host .discord-embed-wrapper .discord-embed-grid { display: grid; grid-template-columns: minmax(0, 1fr) auto; padding: 2px 16px 16px 12px; }
    :host .discord-embed-title, :host([light-theme]) .discord-embed-title { color: var(--strong); font-size: 16px; font-weight: 600; line-height: 1.375; overflow-wrap: anywhere; }
    :host .discord-embed-title a, :host([light-theme]) .discord-embed-title a { color: var(--link); }
    :host .discord-embed-author, :host([light-theme]) .discord-embed-author, :host .discord-embed-author a, :host([light-theme]) .discord-embed-author a { color: var(--strong); }
    a:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
  `,
)

dress(
  DiscordEmbedDescription as unknown as Styled,
  css`
    :host { font-size: 14px; line-height: 1.125rem; white-space: break-spaces; overflow-wrap: anywhere; }
  `,
)

dress(
  DiscordEmbedFields as unknown as Styled,
  css`
    :host { grid-column: 1 / -1; grid-template-columns: repeat(12, minmax(0, 1fr)); }
  `,
)

dress(
  DiscordEmbedField as unknown as Styled,
  css`
    :host { white-space: break-spaces; overflow-wrap: anywhere; }
    :host .discord-field-title, :host([light-theme]) .discord-field-title { color: var(--strong); font-weight: 600; white-space: normal; }
  `,
)

dress(
  DiscordEmbedFooter as unknown as Styled,
  css`
    :host, :host([light-theme]) { color: var(--text); font-size: 12px; font-weight: 500; overflow-wrap: anywhere; }
    :host .discord-footer-separator, :host([light-theme]) .discord-footer-separator { color: var(--text); flex: none; }
  `,
)

dress(
  DiscordMention as unknown as Styled,
  css`
    :host, :host([light-theme]) { color: var(--mention-text); background-color: var(--mention); border-radius: 3px; padding: 0 2px; font-weight: 500; cursor: default; }
    :host(:hover), :host([light-theme]:hover) { color: var(--mention-text); background-color: var(--mention-hover); }
    :host([type='channel']) { cursor: pointer; }
  `,
)
