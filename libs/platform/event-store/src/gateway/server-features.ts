import features from '@eventstore/db-client/generated/serverfeatures_pb.js';

/** Three parts, as clients parse it; the server whose behaviour is spoken here. */
const SPOKEN_VERSION = '24.10.0';
const SERVED = {
  'event_store.client.streams.streams': { read: ['position', 'events'], append: [], batchappend: [] },
  'event_store.client.server_features.serverfeatures': { getsupportedmethods: [] },
} satisfies Record<string, Record<string, readonly string[]>>;

/** What is served, in the lower case in which clients look for it. */
export function supportedMethods(): features.SupportedMethods {
  const supported = new features.SupportedMethods();
  supported.setEventStoreServerVersion(SPOKEN_VERSION);
  for (const [service, methods] of Object.entries(SERVED))
    for (const [name, about] of Object.entries(methods)) {
      const method = new features.SupportedMethod();
      method.setServiceName(service);
      method.setMethodName(name);
      method.setFeaturesList(about);
      supported.addMethods(method);
    }
  return supported;
}
