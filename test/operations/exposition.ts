/** A metric as `/metrics` shows it. */
export interface Exposed {
  readonly type: string;
  /** Values by label, of all its samples; empty while it has none. */
  readonly labels: ReadonlyMap<string, ReadonlySet<string>>;
}

const LABEL = /([a-z_]+)="([^"]*)"/g;
const PARTS_OF_HISTOGRAM = /_(bucket|sum|count)$/;

/** Reads the Prometheus text format, by metric name. */
export function exposedMetrics(text: string): ReadonlyMap<string, Exposed> {
  const metrics = new Map<string, { type: string; labels: Map<string, Set<string>> }>();
  for (const line of text.split('\n')) {
    const [, declared, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    if (declared !== undefined && type !== undefined) metrics.set(declared, { type, labels: new Map() });
    const [, sample = '', given = ''] = /^([a-z][a-z0-9_]*)(\{.*\})? /.exec(line) ?? [];
    const metric = metrics.get(sample) ?? metrics.get(sample.replace(PARTS_OF_HISTOGRAM, ''));
    for (const [, label = '', value = ''] of given.matchAll(LABEL))
      metric?.labels.set(label, (metric.labels.get(label) ?? new Set()).add(value));
  }
  return metrics;
}

/** A metric an expression asks for, with the labels it selects by. */
export interface Asked {
  readonly metric: string;
  readonly selects: readonly {
    readonly label: string;
    readonly value: string;
    readonly isPattern: boolean;
  }[];
}

const SELECTOR = /\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b(?!\s*\()\s*(\{[^}]*\})?/g;
const MATCHER = /([a-z_]+)\s*(=~|!~|!=|=)\s*"([^"]*)"/g;

/** What a PromQL expression asks for; every metric has an underscore in its name, `up` is Prometheus's own. */
export function askedBy(expression: string): readonly Asked[] {
  const asked: Asked[] = [];
  for (const [, metric = '', braces = ''] of expression.replaceAll(/\[[^\]]*\]/g, '').matchAll(SELECTOR)) {
    const selects = [...braces.matchAll(MATCHER)].map(([, label = '', operator = '', value = '']) => ({
      label,
      value,
      isPattern: operator.includes('~'),
    }));
    asked.push({ metric, selects });
  }
  return asked;
}

/** What keeps an expression from ever giving a value; null when nothing does. `known` lists values a label may take. */
export function faultOf(
  { metric, selects }: Asked,
  exposed: ReadonlyMap<string, Exposed>,
  known: Readonly<Record<string, readonly string[]>>,
): string | null {
  const found = exposed.get(metric) ?? histogramOf(metric, exposed);
  if (!found) return `there is no metric ${metric}`;
  for (const { label, value, isPattern } of selects) {
    if (label === 'instance' || label === 'job') continue;
    const values = known[`${metric.replace(PARTS_OF_HISTOGRAM, '')} ${label}`] ?? [
      ...(found.labels.get(label) ?? []),
    ];
    if (found.labels.size > 0 && values.length === 0) return `${metric} has no label ${label}`;
    const wanted = isPattern && !/[.[\\]/.test(value) ? value.split('|') : [];
    const odd = (isPattern ? wanted : [value]).find((each) => values.length > 0 && !values.includes(each));
    if (odd !== undefined) return `${metric} never has ${label}="${odd}"`;
  }
  return null;
}

function histogramOf(name: string, exposed: ReadonlyMap<string, Exposed>): Exposed | undefined {
  const histogram = exposed.get(name.replace(PARTS_OF_HISTOGRAM, ''));
  return histogram?.type === 'histogram' ? histogram : undefined;
}
