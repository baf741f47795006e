import type { StylesheetJson } from 'cytoscape'

/** The colours of the page as they are in this light. */
export function colours(): Record<string, string> {
  const root = getComputedStyle(document.documentElement)
  const names = ['bg', 'surface', 'line-strong', 'field', 'text', 'text-2', 'text-3', 'accent', 'selected']
  const tones = ['ok', 'run', 'warn', 'bad', 'idle', 'wait'].flatMap((tone) => [tone, `${tone}-soft`])
  return Object.fromEntries([...names, ...tones].map((name) => [name, root.getPropertyValue(`--${name}`).trim()]))
}

/** How links are drawn: the legend shows the same. */
export const LINES = {
  confirmed: { tone: 'field', width: 1.8, dash: undefined, sign: '' },
  one_sided: { tone: 'run', width: 1.8, dash: [9, 6], sign: '' },
  shared: { tone: 'wait', width: 2.6, dash: [2.5, 4.5], sign: '' },
  doubted: { tone: 'warn', width: 2, dash: [5, 4], sign: '?' },
  lost: { tone: 'bad', width: 1.8, dash: [12, 5, 2, 5], sign: '✕' },
} as const
export type Line = keyof typeof LINES

export function sheet(c: Record<string, string>): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        shape: 'round-rectangle',
        'background-color': c.surface!,
        'background-image': 'data(picture)',
        'background-width': '62%',
        'background-height': '62%',
        'border-width': 1.5,
        'border-color': c.field!,
        label: 'data(label)',
        color: c.text!,
        'font-family': '"Inter Variable", system-ui, sans-serif',
        'font-size': 'data(font)',
        'font-weight': 500,
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-wrap': 'wrap',
        'text-max-width': '130px',
        'text-background-color': c.surface!,
        'text-background-opacity': 0.85,
        'text-background-padding': '1px',
        'min-zoomed-font-size': 5.5,
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'node.failed',
      style: { 'border-color': c.bad!, 'border-width': 2.5, 'background-color': c['bad-soft']! },
    },
    { selector: 'node.never', style: { 'border-style': 'dashed', 'border-color': c.idle! } },
    {
      selector: 'node.unknown',
      style: {
        shape: 'ellipse',
        'border-style': 'dashed',
        'border-color': c.wait!,
        'background-color': c['wait-soft']!,
      },
    },
    { selector: 'node.faint', style: { color: c['text-3']!, 'border-color': c['line-strong']!, 'font-weight': 400 } },
    {
      selector: 'node.match',
      style: { 'border-color': c.accent!, 'border-width': 4, 'font-weight': 700, 'z-index': 5 },
    },
    {
      selector: 'node.centre',
      style: { 'border-color': c.accent!, 'border-width': 3, 'border-style': 'double' },
    },
    {
      selector: 'node.chosen',
      style: {
        'border-color': c.accent!,
        'border-width': 3,
        'background-color': c.selected!,
        'underlay-color': c.accent!,
        'underlay-opacity': 0.22,
        'underlay-padding': 7,
        'font-weight': 700,
        'z-index': 9,
      },
    },
    {
      selector: 'edge',
      style: {
        'curve-style': 'straight',
        width: LINES.confirmed.width,
        'line-color': c[LINES.confirmed.tone]!,
        'font-size': 12,
        'font-weight': 700,
        'text-background-color': c.surface!,
        'text-background-opacity': 1,
        'text-background-padding': '2px',
        'text-background-shape': 'roundrectangle',
        'overlay-opacity': 0,
      },
    },
    // Only links beside others take the dearer curve.
    { selector: 'edge.beside', style: { 'curve-style': 'bezier', 'control-point-step-size': 22 } },
    ...Object.entries(LINES).map(([name, line]) => ({
      selector: `edge.${name}`,
      style: {
        width: line.width,
        'line-color': c[line.tone]!,
        ...(line.dash ? { 'line-style': 'dashed' as const, 'line-dash-pattern': [...line.dash] } : {}),
        ...(line.sign ? { label: line.sign, color: c[line.tone]! } : {}),
      },
    })),
    { selector: 'edge.faint', style: { 'line-color': c['line-strong']!, color: c['text-3']! } },
    {
      selector: 'edge.chosen',
      style: {
        width: 4,
        'line-color': c.accent!,
        'underlay-color': c.accent!,
        'underlay-opacity': 0.2,
        'underlay-padding': 4,
        'z-index': 9,
      },
    },
  ] as StylesheetJson
}
