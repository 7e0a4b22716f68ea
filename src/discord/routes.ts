/** Finds what an interaction asks for among our commands and controls. Pure. */
import {
  type AnyControl,
  type Command,
  type CommandLeaf,
  type MessageMenu,
  parseCustomId,
} from '../model/command.ts'

export type FoundLeaf<S> = { command: Command<S>; leaf: CommandLeaf<S> }

/** Gives the leaf of a command's English name and, for a group, its subcommand's. */
export function findLeaf<S>(
  commands: readonly Command<S>[],
  { name, subcommand }: { name: string; subcommand: string | null },
): FoundLeaf<S> | null {
  for (const command of commands) {
    if ('leaf' in command) {
      if (command.leaf.name.en === name) return { command, leaf: command.leaf }
    } else if (command.name.en === name) {
      const leaf = command.leaves.find((one) => one.name.en === subcommand)
      return leaf ? { command, leaf } : null
    }
  }
  return null
}

/** Gives the command of a message's menu by its English name. */
export const findMenu = <S>(
  menus: readonly MessageMenu<S>[],
  name: string,
): MessageMenu<S> | null => menus.find((menu) => menu.name.en === name) ?? null

/** `own`: it is about the caller's own space. */
export type FoundControl<S> = { control: AnyControl<S>; args: string[]; own: boolean }

/** Gives the control that a custom id names; null for one of an older version, or of none that we know. */
export function findControl<S>(
  controls: readonly AnyControl<S>[],
  id: string,
): FoundControl<S> | null {
  const parsed = parseCustomId(id)
  const control = parsed && controls.find(({ route }) => route === parsed.route)
  return control ? { control, args: parsed.args, own: parsed.own } : null
}
