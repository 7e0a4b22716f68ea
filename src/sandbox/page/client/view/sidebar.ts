/** Servers and channels at the left, and who is played. */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { GuildView, PersonView } from '../../protocol.ts'
import { closeDrawer, openChannel } from '../places.ts'
import { changed, currentChannel, currentGuild, state, viewerLocale } from '../state.ts'
import { localeOf, say } from '../texts.ts'
import { channelSign } from './channel.ts'
import { chevron, cross } from './icons.ts'
import { avatarUrl } from './message.ts'

/** Gives a server's letters, as Discord makes them: the first of each Latin word, all of what has no such words. */
const lettersOf = (name: string): string =>
  [...name.replaceAll(/\w+/g, ([first = '']) => first).replaceAll(/\s/g, '')].slice(0, 4).join('')

function guildButton(guild: GuildView, isOpen: boolean): TemplateResult {
  const [first] = guild.channels
  const letters = lettersOf(guild.name)
  const isUnread = guild.channels.some(({ id }) => state.unread.has(id))
  return html`<li>
    <button
      type="button"
      class="guild ${isOpen ? 'open' : ''} ${isUnread ? 'unread' : ''}"
      title=${guild.name}
      aria-current=${isOpen}
      @click=${() => first && openChannel(first.id)}
    >
      <span aria-hidden="true" class=${[...letters].length > 2 ? 'long' : ''}>${letters}</span
      ><span class="visually-hidden">${guild.name}</span>
    </button>
  </li>`
}

function channelsView(guild: GuildView): TemplateResult {
  const open = currentChannel()
  return html`<ul class="channels">
    ${guild.channels.map(
      (channel) => html`<li>
        <button
          type="button"
          class="channel-link ${channel.parent === null ? '' : 'thread'} ${channel === open ? 'open' : ''} ${state.unread.has(channel.id) ? 'unread' : ''}"
          aria-current=${channel === open ? 'page' : 'false'}
          @click=${() => openChannel(channel.id)}
        >
          ${channelSign(channel)}<span>${channel.name}</span>${
            state.unread.has(channel.id)
              ? html`<span class="visually-hidden">${say(viewerLocale(), 'unread')}</span>`
              : nothing
          }
        </button>
      </li>`,
    )}
  </ul>`
}

const LANGUAGE = { en: 'English', ja: '日本語' } as const

const aboutOf = ({ part, locale }: PersonView) => {
  const shown = part?.[viewerLocale()] ?? ''
  return [LANGUAGE[localeOf(locale)], shown].filter((one) => one !== '').join(' · ')
}

const faceOf = (
  person: PersonView,
) => html`<img src=${avatarUrl(person.id)} alt="" /><span class="who"
    ><span class="name">${person.name}</span><span class="about">${aboutOf(person)}</span></span
  >`

function personView(viewer: PersonView, play: (id: string) => void): TemplateResult {
  const locale = viewerLocale()
  const others = (state.look?.people ?? []).filter(
    ({ part, id }) => part !== null && id !== viewer.id,
  )
  const toggle = () => {
    state.peopleOpen = !state.peopleOpen
    changed()
  }
  return html`<section class="me" aria-label=${say(locale, 'switchPerson')}>
    ${
      state.peopleOpen
        ? html`<ul class="people" id="people" aria-label=${say(locale, 'switchPerson')}>
            ${others.map(
              (person) => html`<li>
                <button type="button" @click=${() => play(person.id)}>${faceOf(person)}</button>
              </li>`,
            )}
          </ul>`
        : nothing
    }
    <button
      type="button"
      class="me-button"
      title=${say(locale, 'switchPerson')}
      aria-expanded=${state.peopleOpen}
      aria-controls="people"
      @click=${toggle}
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && state.peopleOpen && toggle()}
    >
      <span class="visually-hidden">${say(locale, 'playing')}</span>${faceOf(viewer)}${chevron()}
    </button>
  </section>`
}

/** Gives the sidebar; on a phone it is a drawer. */
export function sidebarView(play: (id: string) => void): TemplateResult | typeof nothing {
  const { look } = state
  const guild = currentGuild()
  const viewer = look?.people.find(({ id }) => id === look.viewerId)
  if (!look || !guild || !viewer) return nothing
  const locale = viewerLocale()
  return html`<div class="shade ${state.drawer ? 'open' : ''}" @click=${closeDrawer}></div>
    <div
      class="sidebar ${state.drawer ? 'open' : ''}"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && state.drawer && closeDrawer()}
    >
      <nav class="guilds" aria-label=${say(locale, 'servers')}>
        <ul>
          ${repeat(
            look.guilds,
            ({ id }) => id,
            (one) => guildButton(one, one === guild),
          )}
        </ul>
      </nav>
      <nav class="channel-list" aria-label=${say(locale, 'channels')}>
        <div class="guild-name">
          <span>${guild.name}</span>
          <button type="button" class="icon-button close-drawer" aria-label=${say(locale, 'closeDrawer')} @click=${closeDrawer}>
            ${cross()}
          </button>
        </div>
        <p class="kind">${say(locale, 'textChannels')}</p>
        ${channelsView(guild)}
      </nav>
      ${personView(viewer, play)}
    </div>`
}
