import { askedBy, exposedMetrics, faultOf } from './exposition.js';

const METRICS = exposedMetrics(
  [
    '# HELP civitas_state 1 for the state',
    '# TYPE civitas_state gauge',
    'civitas_state{state="active"} 1',
    '# TYPE civitas_seconds histogram',
    'civitas_seconds_bucket{le="+Inf",route="/a/{b}"} 2',
    'civitas_seconds_count{route="/a/{b}"} 2',
    '# TYPE civitas_lag gauge',
    '',
  ].join('\n'),
);
const KNOWN = { 'civitas_state state': ['active', 'parked'] };
const faults = (expression: string) => askedBy(expression).map((asked) => faultOf(asked, METRICS, KNOWN));

describe('an expression over the metrics there are', () => {
  it.each([
    'civitas_state{state=~"active|parked", instance=~"$instance"} == 1',
    'histogram_quantile(0.99, sum by (route, le) (rate(civitas_seconds_bucket[$__rate_interval]))) > 1',
    'sum(rate(civitas_seconds_count[5m])) and predict_linear(civitas_lag[6h], 3 * 86400) < 0',
  ])('is fine: %s', (expression) => {
    expect(faults(expression).every((fault) => fault === null)).toBe(true);
    expect(faults(expression).length).toBeGreaterThan(0);
  });

  it.each([
    ['civitas_gone > 1', 'there is no metric civitas_gone'],
    ['rate(civitas_lag_bucket[5m])', 'there is no metric civitas_lag_bucket'],
    ['civitas_state{status="active"}', 'civitas_state has no label status'],
    ['civitas_state{state!="actve"}', 'civitas_state never has state="actve"'],
    ['civitas_state{state=~"active|stuck"}', 'civitas_state never has state="stuck"'],
  ])('is named when it can never fire: %s', (expression, fault) => {
    expect(faults(expression)).toEqual([fault]);
  });
});
