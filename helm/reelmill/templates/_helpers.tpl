{{- define "reelmill.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{ .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains .Chart.Name .Release.Name -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end -}}
{{- end -}}

{{- /* Labels by which things of a component are found: (dict "root" $ "component" NAME) */ -}}
{{- define "reelmill.selector" -}}
app.kubernetes.io/name: reelmill
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "reelmill.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{ include "reelmill.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: reelmill
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "reelmill.image" -}}
{{ printf "%s/%s:%s" .root.Values.image.repository .service (.root.Values.image.tag | default .root.Chart.AppVersion) }}
{{- end -}}

{{- /* A quantity in Mi or Gi as a number of MiB. */ -}}
{{- define "reelmill.mib" -}}
{{- if hasSuffix "Gi" . -}}{{ mul 1024 (trimSuffix "Gi" . | int) }}{{- else -}}{{ trimSuffix "Mi" . | int }}{{- end -}}
{{- end -}}

{{- /* What the memory of a worker leaves for its tasks, in MiB: (dict "root" $ "settings" VALUES "component" NAME) */ -}}
{{- define "reelmill.room" -}}
{{- $room := sub (include "reelmill.mib" .settings.memory | int) (add (include "reelmill.mib" .settings.heap | int) (include "reelmill.mib" .root.Values.jvm.overhead | int)) -}}
{{- if lt $room 128 -}}
{{- fail (printf "%s.memory: %s leave %d MiB for work beside the heap (%s) and jvm.overhead (%s); 128 MiB are needed" .component .settings.memory $room .settings.heap .root.Values.jvm.overhead) -}}
{{- end -}}
{{ $room }}
{{- end -}}

{{- /* The classes of workers that there are, smallest first, as a list in JSON. */ -}}
{{- define "reelmill.classes" -}}
{{- $classes := list -}}
{{- range $class := list "small" "standard" "large" -}}
{{- if (index $.Values.workers $class).enabled -}}{{- $classes = append $classes $class -}}{{- end -}}
{{- end -}}
{{- if not $classes -}}{{- fail "workers: at least one class must be enabled" -}}{{- end -}}
{{ toJson $classes }}
{{- end -}}

{{- define "reelmill.secret.auth" -}}
{{ .Values.auth.existingSecret | default (printf "%s-auth" (include "reelmill.fullname" .)) }}
{{- end -}}

{{- define "reelmill.secret.database" -}}
{{- if .Values.database.existingSecret -}}{{ .Values.database.existingSecret }}
{{- else if .Values.evaluation.enabled -}}{{ include "reelmill.fullname" . }}-postgres
{{- else -}}{{ required "database.existingSecret: name a Secret with username and password, or set evaluation.enabled" .Values.database.existingSecret }}
{{- end -}}
{{- end -}}

{{- define "reelmill.secret.storage" -}}
{{- if .Values.storage.existingSecret -}}{{ .Values.storage.existingSecret }}
{{- else if .Values.evaluation.enabled -}}{{ include "reelmill.fullname" . }}-s3
{{- else -}}{{ required "storage.existingSecret: name a Secret with access-key and secret-key, or set evaluation.enabled" .Values.storage.existingSecret }}
{{- end -}}
{{- end -}}

{{- define "reelmill.kafka" -}}
{{- if .Values.evaluation.enabled -}}{{ include "reelmill.fullname" . }}-kafka:9092
{{- else -}}{{ required "kafka.bootstrapServers: name your brokers, or set evaluation.enabled" .Values.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{- define "reelmill.redis" -}}
{{- if .Values.evaluation.enabled -}}redis://{{ include "reelmill.fullname" . }}-redis:6379
{{- else -}}{{ required "redis.url: name your Redis, or set evaluation.enabled" .Values.redis.url }}
{{- end -}}
{{- end -}}

{{- define "reelmill.storage" -}}
{{- if .Values.evaluation.enabled -}}http://{{ include "reelmill.fullname" . }}-s3:9090
{{- else -}}{{ required "storage.endpoint: name your S3-compatible store, or set evaluation.enabled" .Values.storage.endpoint }}
{{- end -}}
{{- end -}}

{{- /* The ports of addresses that are divided by commas, those of their schemes where they name none, as a list in JSON. */ -}}
{{- define "reelmill.ports" -}}
{{- $ports := list -}}
{{- range $address := splitList "," . -}}
{{- $url := urlParse $address -}}
{{- $usual := get (dict "http" "80" "https" "443" "redis" "6379" "rediss" "6379") $url.scheme -}}
{{- $ports = append $ports (regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default $usual) -}}
{{- end -}}
{{ toJson (uniq $ports) }}
{{- end -}}

{{- define "reelmill.database" -}}
{{- $host := printf "%s-postgres" (include "reelmill.fullname" .) -}}
{{- if not .Values.evaluation.enabled -}}{{- $host = required "database.host: name your PostgreSQL, or set evaluation.enabled" .Values.database.host -}}{{- end -}}
postgresql://{{ $host }}:{{ .Values.database.port }}/{{ .Values.database.name }}
{{- end -}}

{{- /* What every service needs to reach the servers; the later ones win: (dict "root" $ "settings" VALUES) */ -}}
{{- define "reelmill.env" -}}
{{- $root := .root -}}
{{- $options := printf "-Xmx%sm -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData -Xss512k %s" (include "reelmill.mib" .settings.heap) .settings.jvmOptions | trim -}}
{{- $env := dict
  "JDK_JAVA_OPTIONS" $options
  "KAFKA_BOOTSTRAP_SERVERS" (include "reelmill.kafka" $root)
  "QUARKUS_MANAGEMENT_HOST" "0.0.0.0"
  "QUARKUS_MANAGEMENT_PORT" .settings.managementPort
  "QUARKUS_REDIS_HOSTS" (include "reelmill.redis" $root)
  "REELMILL_STORAGE_ACCESS_KEY_FILE" "/etc/reelmill/storage/access-key"
  "REELMILL_STORAGE_BUCKET" $root.Values.storage.bucket
  "REELMILL_STORAGE_ENDPOINT" (include "reelmill.storage" $root)
  "REELMILL_STORAGE_REGION" $root.Values.storage.region
  "REELMILL_STORAGE_SECRET_KEY_FILE" "/etc/reelmill/storage/secret-key" -}}
{{- with $root.Values.storage.publicEndpoint -}}{{- $_ := set $env "REELMILL_STORAGE_PUBLIC_ENDPOINT" . -}}{{- end -}}
{{- $kafka := $root.Values.kafka.security -}}
{{- $sasl := and (hasPrefix "SASL_" $kafka.protocol) (not $root.Values.evaluation.enabled) -}}
{{- $tls := and (hasSuffix "SSL" $kafka.protocol) (not $root.Values.evaluation.enabled) -}}
{{- if or $sasl $tls -}}{{- $_ := set $env "KAFKA_SECURITY_PROTOCOL" $kafka.protocol -}}{{- end -}}
{{- if $sasl -}}{{- $_ := set $env "KAFKA_SASL_MECHANISM" $kafka.mechanism -}}{{- end -}}
{{- if and $tls $kafka.caSecret -}}{{- $_ := set $env "KAFKA_SSL_TRUSTSTORE_TYPE" "PEM" -}}{{- end -}}
{{- with $root.Values.kafka.replicationFactor -}}{{- $_ := set $env "REELMILL_KAFKA_REPLICATION_FACTOR" . -}}{{- end -}}
{{- range $name, $value := mergeOverwrite $env .own $root.Values.env .settings.env }}
- name: {{ $name }}
  value: {{ toString $value | quote }}
{{- end }}
{{- if $sasl }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ required "kafka.security.existingSecret: name a Secret with sasl.jaas.config" $kafka.existingSecret }}, key: sasl.jaas.config}}
{{- end }}
{{- if and $tls $kafka.caSecret }}
- name: KAFKA_SSL_TRUSTSTORE_CERTIFICATES
  valueFrom: {secretKeyRef: {name: {{ $kafka.caSecret }}, key: ca.crt}}
{{- end }}
{{- with $root.Values.redis.existingSecret }}
- name: QUARKUS_REDIS_PASSWORD
  valueFrom: {secretKeyRef: {name: {{ . }}, key: password}}
{{- end }}
{{- end -}}

{{- define "reelmill.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "reelmill.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- /* Started within two minutes, looked at every ten seconds. */ -}}
{{- define "reelmill.probes" -}}
startupProbe:
  httpGet: {path: /q/health/started, port: management}
  periodSeconds: 2
  failureThreshold: 60
  timeoutSeconds: 3
livenessProbe:
  httpGet: {path: /q/health/live, port: management}
  periodSeconds: 10
  failureThreshold: 6
  timeoutSeconds: 5
readinessProbe:
  httpGet: {path: /q/health/ready, port: management}
  periodSeconds: 5
  failureThreshold: 3
  timeoutSeconds: 10
{{- end -}}

{{- define "reelmill.resources" -}}
resources:
  requests: {cpu: {{ .settings.cpuRequest | default .settings.cpu | toString | quote }}, memory: {{ .settings.memory }}}
  limits: {cpu: {{ .settings.cpu | toString | quote }}, memory: {{ .settings.memory }}}
{{- end -}}

{{- /* Where pods of a component go: on different nodes and zones where there are any. */ -}}
{{- define "reelmill.placement" -}}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "reelmill.selector" $ | nindent 8 }}
  {{- end }}
{{- with .settings.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.affinity }}
affinity: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}
