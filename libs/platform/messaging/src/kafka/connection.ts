/** How a Kafka cluster is reached: by relay and consumers alike. */
export interface KafkaConnection {
  /** `host:port` of some of its brokers. */
  readonly brokers: readonly string[];
  /** Absent: nothing is encrypted. */
  readonly tls?: {
    /** Certificates (PEM) that are trusted instead of the system's. */
    readonly ca?: string;
  };
  /** Absent: brokers take us for anybody. */
  readonly sasl?: {
    readonly mechanism: SaslMechanism;
    readonly username: string;
    readonly password: string;
  };
}

export type SaslMechanism = 'plain' | 'scram-sha-256' | 'scram-sha-512';
