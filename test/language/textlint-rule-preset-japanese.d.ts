/** The preset has no types of its own. */
declare module 'textlint-rule-preset-japanese' {
  export const rules: Record<string, unknown>
  export const rulesConfig: Record<string, unknown>
}
