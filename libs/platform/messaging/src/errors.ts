/** The relay must not go on: going on would publish something wrong. The message is a sentence for the operator. */
export class RelayStopped extends Error {
  override readonly name: string = 'RelayStopped';
}

/** Another relay took over while this one believed to lead; what it was sending was not committed. */
export class RelayFenced extends RelayStopped {
  override readonly name = 'RelayFenced';
  constructor() {
    super('another relay has taken over the transactional id: this one stops, start it again to stand by');
  }
}

/** Records that were sent are not in their topic any more. What was tried since takes offsets, too, so it shows once. */
export class TopicMadeAnew extends RelayStopped {
  override readonly name = 'TopicMadeAnew';
}

/** The broker cannot be reached or did not do it in time; the outcome of what was asked is unknown. */
export class BrokerUnavailable extends Error {
  override readonly name = 'BrokerUnavailable';
}
