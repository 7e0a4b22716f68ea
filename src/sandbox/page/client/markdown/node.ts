/** Discord's markdown as a tree: what is shown is made of these, never of a text's own HTML. */

export type Span = 'strong' | 'em' | 'underline' | 'strike' | 'spoiler'

export type Node =
  | { kind: 'text'; text: string }
  | { kind: Span; inside: Node[] }
  | { kind: 'code'; text: string }
  | { kind: 'fence'; text: string }
  | { kind: 'link'; href: string; inside: Node[] }
  | { kind: 'time'; at: number; style: string }
  | { kind: 'mention'; of: 'user' | 'role' | 'channel' | 'everyone' | 'command'; id: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'quote'; inside: Node[] }
  | { kind: 'heading'; level: number; inside: Node[] }
  | { kind: 'small'; inside: Node[] }
  | ListNode

export type ListNode = { kind: 'list'; ordered: boolean; start: number; items: Node[][] }
