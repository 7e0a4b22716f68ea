/** textlint with its preset for Japanese. */
import { TextlintKernel, type TextlintKernelRule } from '@textlint/kernel'
import markdown from '@textlint/textlint-plugin-markdown'
import text from '@textlint/textlint-plugin-text'
import * as preset from 'textlint-rule-preset-japanese'

const kernel = new TextlintKernel()

/** 「文字も数字も」 is how Japanese lists things. */
const OPTIONS: Record<string, unknown> = {
  'no-doubled-joshi': { min_interval: 1, strict: false, allow: ['も'] },
}

const rules = Object.entries(preset.rules).map(([ruleId, rule]) => ({
  ruleId,
  rule,
  options: OPTIONS[ruleId] ?? preset.rulesConfig[ruleId],
})) as TextlintKernelRule[]

/** Gives what the preset finds wrong in a text, one line a fault. */
export async function faultsOf(content: string, ext: '.txt' | '.md'): Promise<string[]> {
  const plugins = [
    { pluginId: 'text', plugin: text.default ?? text },
    { pluginId: 'markdown', plugin: markdown.default ?? markdown },
  ]
  const { messages } = await kernel.lintText(content, { ext, plugins, rules, filePath: `a${ext}` })
  return messages.map(
    ({ ruleId, line, message }) =>
      `${line} ${ruleId}: ${message.split('\n')[0]} | ${(content.split('\n')[line - 1] ?? content).slice(0, 90)}`,
  )
}
