/**
 * Answers every interaction: the only place that talks to the person who gave a command.
 *
 *   interaction ─→ deferred at once, as its literal says ─→ run(…) gives a Reply ─→ the deferred answer becomes it
 *
 *   a form, and choices while somebody types, are the first answer themselves
 *
 * Everything is caught here: a bug is logged, and the person is told in their language.
 */
import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js'
import { commandNames } from '../language/command-names.ts'
import { textsOf } from '../language/texts.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Caller } from '../model/caller.ts'
import {
  type AnswerMode,
  type AnyControl,
  type Command,
  type FormControl,
  type MessageMenu,
  ownCustomId,
} from '../model/command.ts'
import type { Reply } from '../model/message.ts'
import { ownReply } from '../model/own-reply.ts'
import { type Answerable, answerWith, defer, sayBeside } from './answer.ts'
import { asManager, callerIn, type Present } from './caller.ts'
import { completeTyping } from './complete.ts'
import { channelsIn, openForm, writtenIn } from './form.ts'
import { leafOptions, readOptions } from './options.ts'
import { progressOf } from './progress.ts'
import type { RankDeps } from './rank.ts'
import { type Refusal, rankRefusal, standingOf } from './refusal.ts'
import { type FoundControl, findControl, findLeaf, findMenu } from './routes.ts'

export type DispatchDeps<S> = {
  services: S
  commands: readonly Command<S>[]
  menus?: readonly MessageMenu<S>[]
  controls: readonly AnyControl<S>[]
  /** Servers that are served; empty: all. */
  allowedGuilds: readonly string[]
  managersRole?: RankDeps['managersRole']
  /** Gives what the caller of a command is to be told beside its answer, or null. */
  owed?: ((caller: Caller) => Promise<Reply | null>) | undefined
  clock: Clock
  log: Logger
}

export type Dispatch = {
  /** Answers an interaction; never rejects. */
  handle(interaction: Interaction): Promise<void>
  /** Resolves when nothing is being answered. */
  settled(): Promise<void>
}

type Job = {
  name: string
  mode: AnswerMode
  managersOnly: boolean
  /** Said in its place, whoever asks. */
  refusal?: Refusal
  inDm: boolean
  /** It is about the caller's own space, wherever they are. */
  own: boolean
  /** Whether what is for managers is everybody's in their own space. */
  ownRight?: boolean | undefined
  /** The server that a control in direct messages acts on. */
  serverId?: string | null
  isCommand?: true
  run: (caller: Caller) => Promise<Reply>
}

function plain(caller: Caller, key: Refusal | 'error.unexpected'): Reply {
  const texts = textsOf(caller.locale)
  return { content: texts.t(key, commandNames(texts)) }
}

/** What nobody of ours knows any more is answered beside, and changes nothing. */
const unknownJob = (name: string, refusal: Refusal): Job => ({
  name,
  mode: 'private',
  managersOnly: false,
  refusal,
  inDm: true,
  own: false,
  run: async (caller) => plain(caller, refusal),
})

function commandJob<S>(deps: DispatchDeps<S>, interaction: ChatInputCommandInteraction): Job {
  const subcommand = interaction.options.getSubcommand(false)
  const name = [interaction.commandName, subcommand ?? []].flat().join(' ')
  const found = findLeaf(deps.commands, { name: interaction.commandName, subcommand })
  if (!found) return unknownJob(name, 'control.unknown-command')
  const { command, leaf } = found
  return {
    name,
    isCommand: true,
    mode: leaf.answers,
    managersOnly: command.managersOnly,
    inDm: command.inDm,
    own: leaf.own ?? false,
    run: async (caller) => {
      const options = readOptions(leaf.options, leafOptions(interaction.options.data), caller)
      const progress = progressOf((reply) => answerWith(interaction, reply), deps)
      return leaf
        .run(options as Parameters<typeof leaf.run>[0], deps.services, caller, progress.show)
        .finally(progress.end)
    },
  }
}

function menuJob<S>(
  { menus = [], services }: DispatchDeps<S>,
  interaction: MessageContextMenuCommandInteraction,
): Job {
  const name = `menu ${interaction.commandName}`
  const menu = findMenu(menus, interaction.commandName)
  if (!menu) return unknownJob(name, 'control.unknown-command')
  return {
    name,
    isCommand: true,
    mode: 'private',
    managersOnly: false,
    inDm: true,
    own: false,
    run: (caller) => menu.run({ messageId: interaction.targetId }, services, caller),
  }
}

const isOpener = <S>(control: AnyControl<S>): control is FormControl<S> =>
  control.answers === 'form'

function controlJob<S>(
  deps: DispatchDeps<S>,
  interaction: ButtonInteraction | StringSelectMenuInteraction | ModalSubmitInteraction,
  found: FoundControl<S> | null,
): Job {
  if (!found || isOpener(found.control)) return unknownJob('unknown control', 'control.unknown')
  const { control, args, own } = found
  const values = interaction.isStringSelectMenu() ? interaction.values : []
  const written = (caller: Caller) =>
    interaction.isModalSubmit()
      ? { fields: writtenIn(interaction), channels: channelsIn(interaction, caller) }
      : {}
  return {
    name: `control ${control.route}`,
    mode: typeof control.answers === 'function' ? control.answers(args) : control.answers,
    managersOnly: control.managersOnly,
    serverId: interaction.guildId === null ? (control.serverOf?.(args) ?? null) : null,
    inDm: true,
    own,
    ownRight: control.own,
    run: async (caller) => control.run({ args, values, ...written(caller) }, deps.services, caller),
  }
}

/** Answers; the message under an updating control stays as it was when the answer is only a word about it. */
async function tell(interaction: Answerable, mode: AnswerMode, reply: Reply): Promise<void> {
  if (mode !== 'update') return answerWith(interaction, reply)
  await sayBeside(interaction, reply)
}

async function answer<S>(deps: DispatchDeps<S>, interaction: Answerable, job: Job): Promise<void> {
  const started = deps.clock.now()
  const log = deps.log.child({ interaction: job.name })
  const standing = standingOf(interaction, { ...job, allowedGuilds: deps.allowedGuilds })
  let { caller } = standing
  if (!(await defer(interaction, job.mode, log))) return
  try {
    caller = (await callerThere(deps, interaction, job)) ?? caller
    const asking = { interaction, caller }
    const refused =
      job.refusal ?? standing.refusal ?? (await rankRefusal(job, asking, rankDeps(deps)))
    if (refused) return await tell(interaction, job.mode, plain(caller, refused))
    const reply = marked(await job.run(rankedAs(caller, job)), interaction, job)
    await (reply.beside ? tell(interaction, job.mode, reply) : answerWith(interaction, reply))
    log.debug({ ms: deps.clock.now() - started }, 'answered')
    if (job.isCommand) await tellOwed(deps, asking, log)
  } catch (error) {
    log.error({ err: error }, 'interaction failed')
    await tell(interaction, job.mode, plain(caller, 'error.unexpected'))
  }
}

/** In direct messages everything is about one's own space; in a server the controls must say so. */
const marked = (reply: Reply, { guildId }: Interaction, { own }: { own: boolean }): Reply =>
  own && guildId !== null ? ownReply(reply) : reply

/** In direct messages, the caller as a member of the server that a control acts on; null for all else. */
async function callerThere<S>(
  { allowedGuilds }: DispatchDeps<S>,
  interaction: Answerable,
  { serverId }: Job,
): Promise<Present | null> {
  if (serverId == null) return null
  const served = allowedGuilds.length === 0 || allowedGuilds.includes(serverId)
  return served ? callerIn(interaction, serverId) : null
}

const nameOf = <S>(command: Command<S>) => ('leaf' in command ? command.leaf : command).name.en

const rankDeps = <S>({ commands, managersRole, log }: DispatchDeps<S>): RankDeps => ({
  managersRole,
  managersCommands: commands.filter((one) => one.managersOnly).map(nameOf),
  log,
})

/** Who may use what is for managers of a server is one there. */
const rankedAs = (caller: Present, { managersOnly }: { managersOnly: boolean }): Present =>
  managersOnly && caller.guildId !== null ? asManager(caller) : caller

/** The command has its answer already: what goes wrong here is no failure of it. */
async function tellOwed<S>(
  { owed }: DispatchDeps<S>,
  { interaction, caller }: { interaction: Answerable; caller: Caller },
  log: Logger,
): Promise<void> {
  try {
    const notice = await owed?.(caller)
    if (notice) await sayBeside(interaction, notice)
  } catch (error) {
    log.error({ err: error }, 'a manager could not be told beside an answer')
  }
}

/** Opens a control's form; whatever stands against it is said in its place. */
async function openAt<S>(
  deps: DispatchDeps<S>,
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  { control, args, own }: FoundControl<S> & { control: FormControl<S> },
): Promise<void> {
  const log = deps.log.child({ interaction: `form ${control.route}` })
  const { allowedGuilds } = deps
  const { caller, refusal } = standingOf(interaction, { own, inDm: true, allowedGuilds })
  const opened = async () => {
    const rank = { managersOnly: control.managersOnly, serverId: null, ownRight: control.own }
    const refused = refusal ?? (await rankRefusal(rank, { interaction, caller }, rankDeps(deps)))
    if (refused) return plain(caller, refused)
    return control.open({ args }, deps.services, rankedAs(caller, control))
  }
  const form = await opened().catch((error: unknown) => {
    log.error({ err: error }, 'interaction failed')
    return plain(caller, 'error.unexpected')
  })
  const mine = own && interaction.guildId !== null && 'customId' in form
  await openForm(interaction, mine ? { ...form, customId: ownCustomId(form.customId) } : form, log)
}

async function route<S>(deps: DispatchDeps<S>, interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return completeTyping(deps, interaction)
  if (interaction.isChatInputCommand()) {
    return answer(deps, interaction, commandJob(deps, interaction))
  }
  if (interaction.isMessageContextMenuCommand()) {
    return answer(deps, interaction, menuJob(deps, interaction))
  }
  if (interaction.isModalSubmit()) {
    const found = findControl(deps.controls, interaction.customId)
    return answer(deps, interaction, controlJob(deps, interaction, found))
  }
  if (interaction.isButton() || interaction.isStringSelectMenu()) {
    const found = findControl(deps.controls, interaction.customId)
    if (found && isOpener(found.control)) {
      return openAt(deps, interaction, { ...found, control: found.control })
    }
    return answer(deps, interaction, controlJob(deps, interaction, found))
  }
  deps.log.warn({ type: interaction.type }, 'an interaction that nothing of ours makes')
}

/** Gives what answers interactions. */
export function createDispatch<S>(deps: DispatchDeps<S>): Dispatch {
  const running = new Set<Promise<void>>()
  return {
    handle: (interaction) => {
      const work = route(deps, interaction)
        .catch((error: unknown) => deps.log.error({ err: error }, 'no answer could be given'))
        .finally(() => running.delete(work))
      running.add(work)
      return work
    },
    settled: async () => {
      await Promise.all(running)
    },
  }
}
