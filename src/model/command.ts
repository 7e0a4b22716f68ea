/**
 * Commands and controls as literals: data for Discord, how they answer, and a `run` that returns a Reply and never
 * sends one. Options are typed from the literal: a wrong option name does not compile.
 */
import type {
  APIApplicationCommandBasicOption,
  APIApplicationCommandOptionChoice,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10'
import type { Caller } from './caller.ts'
import type { Reply } from './message.ts'

/**
 * How an interaction is answered; Discord fixes it with the first answer. `private` and `public` are deferred as a new
 * message, `update` changes the message that the control stands on.
 */
export type AnswerMode = 'private' | 'public' | 'update'

/** A name or description in both languages; `en` is Discord's default one. */
export type Localized = { en: string; ja: string }

export type OptionData = Omit<
  APIApplicationCommandBasicOption,
  | 'name'
  | 'description'
  | 'name_localizations'
  | 'description_localizations'
  | 'choices'
  | 'autocomplete'
> & {
  name: Localized
  description: Localized
  choices?: readonly { name: Localized; value: string | number }[]
}

/** A channel that was chosen, as Discord resolved it; `type` is null for the one where the command was given. */
export type ChosenChannel = {
  id: string
  type: number | null
  botLacks: readonly string[]
  speaks: boolean
}

/** A file that was chosen, as Discord keeps it. */
export type ChosenFile = {
  name: string
  /** Bytes. */
  size: number
  url: string
}

type ValueOf<O extends OptionData> = O['type'] extends OptionType.Integer | OptionType.Number
  ? number
  : O['type'] extends OptionType.Boolean
    ? boolean
    : O['type'] extends OptionType.Channel
      ? ChosenChannel
      : O['type'] extends OptionType.Attachment
        ? ChosenFile
        : string

/** The options of a run, by their English names: required ones are present, others may be undefined. */
export type OptionsOf<T extends readonly OptionData[]> = {
  [O in T[number] as O['name']['en']]: O['required'] extends true
    ? ValueOf<O>
    : ValueOf<O> | undefined
}

export type Choice = APIApplicationCommandOptionChoice<string>

/** A leaf command: a top-level command without subcommands, or a subcommand. */
export type CommandLeaf<S, T extends readonly OptionData[] = readonly OptionData[]> = {
  name: Localized
  description: Localized
  options: T
  answers: Exclude<AnswerMode, 'update'>
  /** It is about the caller's own digests wherever it is given: they stand in their own space then. */
  own?: true
  /** `show` puts a word on how far it is into the answer until the reply is there; it may leave some out. */
  run(
    options: OptionsOf<T>,
    services: S,
    caller: Caller,
    show?: (progress: Reply) => void,
  ): Promise<Reply>
  /** Options (by English name) that are completed while typing. */
  complete?: {
    [name in T[number]['name']['en']]?: (
      typed: string,
      services: S,
      caller: Caller,
    ) => Promise<Choice[]>
  }
}

/** A top-level command: a leaf, or a group of leaves. */
export type Command<S> = {
  /** Manage Guild is needed by default; a server's own settings may widen it. */
  managersOnly: boolean
  /** Whether it works outside servers, also for people who have installed the bot for themselves alone. */
  inDm: boolean
} & (
  | { leaf: CommandLeaf<S> }
  | { name: Localized; description: Localized; leaves: readonly CommandLeaf<S>[] }
)

/** Gives the leaf back with its option types known; the only way to write one. */
export function defineLeaf<S, const T extends readonly OptionData[]>(
  leaf: CommandLeaf<S, T>,
): CommandLeaf<S> {
  return leaf as unknown as CommandLeaf<S>
}

/** A command on the menu of a message; only the caller sees its answer. */
export type MessageMenu<S> = {
  name: Localized
  run(input: { messageId: string }, services: S, caller: Caller): Promise<Reply>
}

/** A button, a select or a form that was handed in: found by the route in its custom id `v1:<route>:<arg>:<arg>…`. */
export type Control<S> = {
  route: string
  /** Some routes open something new at first, and then turn its pages. */
  answers: AnswerMode | ((args: readonly string[]) => AnswerMode)
  /** Whether Manage Guild is needed to use it. */
  managersOnly: boolean
  /** Whether everybody may use it for the digests in their own space. */
  own?: true
  /** The server that it acts on where it is used in direct messages; without it, it knows none there. */
  serverOf?(args: readonly string[]): string | null
  run(
    input: {
      args: readonly string[]
      values: readonly string[]
      /** What was written into a form, or chosen in a select of it, by field. */
      fields?: Readonly<Record<string, string>>
      /** The channels that were chosen in it. */
      channels?: readonly ChosenChannel[]
    },
    services: S,
    caller: Caller,
  ): Promise<Reply>
}

/** A box of a form that a line of words is written into; it may be left empty. */
export type FormField = {
  id: string
  label: string
  hint: string
  /** What stands in it at first. */
  value: string
  /** Code points. */
  most: number
  /** Several lines. */
  long?: boolean
}

/** A select of a form, of which one is chosen. */
export type FormSelect = {
  id: string
  label: string
  hint: string
  options: readonly { value: string; label: string; chosen?: boolean }[]
}

/** A select of the server's channels, of which one is chosen. */
export type FormChannel = {
  id: string
  label: string
  hint: string
  channelTypes: readonly number[]
}

/** A select of the server's roles, of which one or none is chosen. */
export type FormRole = {
  id: string
  label: string
  hint: string
  /** The one that is chosen at first. */
  roleId: string | null
}

/** A form; handed in, it goes to the control that its custom id names. */
export type Form = {
  customId: string
  title: string
  /** At most five. */
  fields: readonly (FormField | FormSelect | FormChannel | FormRole)[]
}

/** A button that opens a form, or says why not. Discord wants the form as its first answer: `open` must be quick. */
export type FormControl<S> = {
  route: string
  answers: 'form'
  managersOnly: boolean
  /** Whether everybody may use it for the digests in their own space. */
  own?: true
  open(input: { args: readonly string[] }, services: S, caller: Caller): Promise<Form | Reply>
}

export type AnyControl<S> = Control<S> | FormControl<S>

const CONTROL_VERSION = 'v1'
/** Stands in its place where the control is about the caller's own space; as long, so that no custom id grows too long. */
const OWN_VERSION = 'm1'

/** Gives the custom id of a control; parts must not hold `:`. At most 100 characters (the caller's care). */
export const customId = (route: string, ...args: readonly (string | number)[]): string =>
  [CONTROL_VERSION, route, ...args].join(':')

/** Gives a custom id as one of a control that is about the caller's own space. It names nobody: whoever presses is meant. */
export const ownCustomId = (id: string): string =>
  id.startsWith(`${CONTROL_VERSION}:`) ? OWN_VERSION + id.slice(CONTROL_VERSION.length) : id

/** Takes a custom id apart, or gives null for one that this bot never made. */
export function parseCustomId(id: string): { route: string; args: string[]; own: boolean } | null {
  const [version, route, ...args] = id.split(':')
  const own = version === OWN_VERSION
  return (own || version === CONTROL_VERSION) && route ? { route, args, own } : null
}
