/** Interactions under way: what their first answer fixes, how long their token is good, and who waits for the answer. */
import { LIMITS } from './limits.ts'
import { editMessage, isEphemeral, newMessage } from './messages.ts'
import { checkModal } from './modal.ts'
import { userShape } from './shapes.ts'
import type { Json, Message, World } from './world.ts'

/** What the person sees in the end. */
export type Answer =
  | { kind: 'message'; ephemeral: boolean; updated: boolean; message: Message }
  | { kind: 'choices'; choices: Json[] }
  | { kind: 'modal'; modal: OpenModal }

/** A form that stands before a person, until it is handed in. */
export type OpenModal = {
  id: string
  channelId: string
  /** The message whose control opened it. */
  source: Message | null
  /** As the bot gave it: `custom_id`, `title`, `components`. */
  data: Json
}

export type Interaction = {
  id: string
  token: string
  /** 2 command, 3 component, 4 autocompletion, 5 form. */
  type: number
  name: string
  userId: string
  channelId: string
  /** Null in a direct message. */
  guildId: string | null
  /** By whose installations it is: servers under 0, people under 1. */
  owners: Record<string, string>
  /** The message that a component stands on. */
  source: Message | null
  createdAt: number
  state: 'waiting' | 'deferred' | 'deferred-update' | 'answered'
  ephemeral: boolean
  /** The message that `@original` names. */
  original: Message | null
  told: (answer: Answer) => void
}

export type Stored = Record<'onStored' | 'onEdited' | 'onDeleted', (message: Message) => void>

const CALLBACK = { message: 4, defer: 5, deferUpdate: 6, update: 7, choices: 8, modal: 9 } as const
const EPHEMERAL = 1 << 6

export class Interactions {
  readonly #world: World
  readonly #stored: Stored
  /** Oldest first. */
  readonly all: Readonly<Interaction>[] = []
  readonly #byToken = new Map<string, Interaction>()
  /** Answers and follow-ups, by token and id. */
  readonly #made = new Map<string, Map<string, Message>>()
  readonly #modals = new Set<string>()

  constructor(world: World, stored: Stored) {
    this.#world = world
    this.#stored = stored
  }

  add(interaction: Interaction): void {
    this.all.push(interaction)
    this.#byToken.set(interaction.token, interaction)
  }

  /** https://docs.discord.com/developers/interactions/receiving-and-responding#create-interaction-response */
  callback(id: string, token: string, body: Json): Interaction {
    const interaction = this.#byToken.get(token)
    if (interaction === undefined || interaction.id !== id)
      throw this.#world.rules.missing('first-answer')
    const isLate = interaction.state === 'waiting' && this.#age(interaction) > LIMITS.firstAnswer
    if (isLate) this.#world.rules.refuse('first-answer')
    if (interaction.state !== 'waiting') this.#world.rules.refuse('answered-once')
    this.#firstAnswer(interaction, Number(body['type']), (body['data'] ?? {}) as Json)
    return interaction
  }

  #firstAnswer(interaction: Interaction, type: number, data: Json): void {
    const fits = FITTING[interaction.type]?.includes(type) ?? false
    if (!fits) {
      const message = 'This callback does not answer this interaction'
      this.#world.rules.refuse('callback-fits', [
        { path: ['type'], rule: 'callback-fits', message },
      ])
    }
    if (type === CALLBACK.choices) this.#choices(interaction, data)
    else if (type === CALLBACK.defer) this.#defer(interaction, data)
    else if (type === CALLBACK.deferUpdate) this.#deferUpdate(interaction)
    else if (type === CALLBACK.modal) this.#modal(interaction, data)
    else if (type === CALLBACK.update) this.#update(interaction, data)
    else this.#message(interaction, data)
  }

  /** `@original`: the message of the first answer, or the one that a deferred answer becomes. */
  editOriginal(token: string, body: Json): Message {
    const interaction = this.#live(token)
    if (interaction.state === 'deferred') return this.#message(interaction, body)
    if (interaction.state === 'deferred-update') return this.#update(interaction, body)
    return this.#edit(this.original(token), body)
  }

  original(token: string): Message {
    const { original } = this.#live(token)
    if (original === null) throw this.#world.rules.missing('unknown-message')
    return original
  }

  deleteOriginal(token: string): void {
    const interaction = this.#live(token)
    this.#forget(this.original(token))
    interaction.original = null
  }

  /** https://docs.discord.com/developers/interactions/receiving-and-responding#get-followup-message */
  made(token: string, messageId: string): Message {
    const message = this.#made.get(this.#live(token).token)?.get(messageId)
    if (message === undefined) throw this.#world.rules.missing('unknown-message')
    return message
  }

  editMade(token: string, messageId: string, body: Json): Message {
    return this.#edit(this.made(token, messageId), body)
  }

  deleteMade(token: string, messageId: string): void {
    this.#forget(this.made(token, messageId))
    this.#made.get(token)?.delete(messageId)
  }

  /** https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message */
  followUp(token: string, body: Json): Message {
    const interaction = this.#live(token)
    if (interaction.state === 'waiting') this.#world.rules.refuse('answer-before-follow-up')
    // The first follow-up of a deferred answer becomes that answer, and keeps its visibility.
    if (interaction.state === 'deferred') return this.#message(interaction, body)
    const message = this.#keep(interaction, body, Number(body['flags'] ?? 0))
    if (interaction.state !== 'deferred-update') interaction.state = 'answered'
    this.#tell(interaction, message, false)
    return message
  }

  #edit(message: Message, body: Json): Message {
    const edited = editMessage(this.#world, message, body)
    this.#stored.onEdited(edited)
    return edited
  }

  #choices(interaction: Interaction, data: Json): void {
    interaction.state = 'answered'
    interaction.told({ kind: 'choices', choices: (data['choices'] ?? []) as Json[] })
  }

  /** A person hands a form in; it is closed then. */
  close(modalId: string): void {
    if (!this.#modals.delete(modalId)) throw new Error('the form is no longer open')
  }

  #modal(interaction: Interaction, data: Json): void {
    checkModal(data)
    const { id, channelId, source } = interaction
    interaction.state = 'answered'
    this.#modals.add(id)
    interaction.told({ kind: 'modal', modal: { id, channelId, source, data } })
  }

  /** `@original` is the message with the component then, edited or not. */
  #deferUpdate(interaction: Interaction): void {
    interaction.state = 'deferred-update'
    interaction.original = interaction.source
  }

  #defer(interaction: Interaction, data: Json): void {
    interaction.state = 'deferred'
    interaction.ephemeral = (Number(data['flags'] ?? 0) & EPHEMERAL) !== 0
  }

  /** Whether others see it was fixed by the defer: flags that come later change nothing. */
  #message(interaction: Interaction, body: Json): Message {
    const flags = Number(body['flags'] ?? 0)
    const own =
      interaction.state === 'deferred' && this.#world.rules.on('ephemeral-by-defer')
        ? (flags & ~EPHEMERAL) | (interaction.ephemeral ? EPHEMERAL : 0)
        : flags
    const message = this.#keep(interaction, body, own)
    interaction.state = 'answered'
    interaction.original = message
    this.#tell(interaction, message, false)
    return message
  }

  #update(interaction: Interaction, body: Json): Message {
    if (interaction.source === null) throw this.#world.rules.missing('unknown-message')
    const message = editMessage(this.#world, interaction.source, body)
    interaction.state = 'answered'
    interaction.original = message
    this.#stored.onEdited(message)
    this.#tell(interaction, message, true)
    return message
  }

  #keep(interaction: Interaction, body: Json, flags: number): Message {
    const { id, token, type, userId, channelId, owners } = interaction
    const user = this.#world.people.get(userId)
    const message = newMessage(
      this.#world,
      { ...body, flags },
      {
        channelId,
        interaction: {
          id,
          type,
          authorizing_integration_owners: owners,
          ...(user === undefined ? {} : { user: userShape(user) }),
          ...(type === 3 ? { interacted_message_id: interaction.source?.id ?? id } : {}),
        },
      },
    )
    if (isEphemeral(message)) this.#world.ephemeral.set(message.id, message)
    else this.#world.messages.get(channelId)?.push(message)
    this.#made.set(token, (this.#made.get(token) ?? new Map()).set(message.id, message))
    this.#stored.onStored(message)
    return message
  }

  #forget(message: Message): void {
    this.#world.ephemeral.delete(message.id)
    const list = this.#world.messages.get(message.channel_id)
    const at = list?.indexOf(message) ?? -1
    if (at >= 0) list?.splice(at, 1)
    this.#stored.onDeleted(message)
  }

  #tell(interaction: Interaction, message: Message, updated: boolean): void {
    interaction.told({ kind: 'message', ephemeral: isEphemeral(message), updated, message })
  }

  #live(token: string): Interaction {
    const interaction = this.#byToken.get(token)
    if (interaction === undefined) throw this.#world.rules.missing('token-lifetime')
    if (this.#age(interaction) > LIMITS.interactionToken) this.#world.rules.refuse('token-lifetime')
    return interaction
  }

  #age(interaction: Interaction): number {
    return this.#world.now() - interaction.createdAt
  }
}

/** Callback types by type of interaction. */
const FITTING: Record<number, readonly number[]> = {
  2: [CALLBACK.message, CALLBACK.defer, CALLBACK.modal],
  3: [CALLBACK.message, CALLBACK.defer, CALLBACK.deferUpdate, CALLBACK.update, CALLBACK.modal],
  4: [CALLBACK.choices],
  // «Not available for MODAL_SUBMIT»: a form opens no form.
  5: [CALLBACK.message, CALLBACK.defer, CALLBACK.deferUpdate, CALLBACK.update],
}
