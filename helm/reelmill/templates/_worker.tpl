{{- /*
A Deployment whose pods take work from queues, with its budget:
(dict "root" $ "component" NAME "service" SERVICE "settings" VALUES "queues" QUEUES "slots" N "replicas" N-or-nil "own" ENV)
*/ -}}
{{- define "reelmill.worker" -}}
{{- $name := printf "%s-%s" (include "reelmill.fullname" .root) .component -}}
{{- $scratch := include "reelmill.mib" .settings.scratch | int -}}
{{- $own := mergeOverwrite (dict
  "REELMILL_WORKER_QUEUES" .queues
  "REELMILL_WORKER_SLOTS" .slots
  "REELMILL_WORKER_MEMORY" (printf "%sM" (include "reelmill.room" .))
  "REELMILL_WORKER_GATEWAY" (printf "http://%s-gateway-internal:%d" (include "reelmill.fullname" .root) (int .root.Values.gateway.managementPort))
  "REELMILL_WORKER_GATEWAY_TOKEN_FILE" "/etc/reelmill/auth/internal-token"
  "REELMILL_WORKER_SCRATCH_DIR" "/scratch"
  "REELMILL_WORKER_SCRATCH_SPACE" (printf "%dM" (div (mul $scratch 9) 10))) .own -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name }}
  labels: {{- include "reelmill.labels" . | nindent 4 }}
spec:
  {{- if not (kindIs "invalid" .replicas) }}
  replicas: {{ .replicas }}
  {{- end }}
  selector:
    matchLabels: {{- include "reelmill.selector" . | nindent 6 }}
  strategy:
    rollingUpdate: {{- toYaml .settings.rollingUpdate | nindent 6 }}
  template:
    metadata:
      labels: {{- include "reelmill.labels" . | nindent 8 }}
        media.reelmill.io/worker: {{ .component }}
      {{- with .settings.podAnnotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ $name }}
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: {{ .settings.terminationGracePeriodSeconds }}
      securityContext: {{- include "reelmill.podSecurity" . | nindent 8 }}
      containers:
        - name: worker
          image: {{ include "reelmill.image" . }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          securityContext: {{- include "reelmill.containerSecurity" . | nindent 12 }}
          env:
            - name: REELMILL_WORKER_ID
              valueFrom: {fieldRef: {fieldPath: metadata.name}}
            {{- include "reelmill.env" (dict "root" .root "settings" .settings "own" $own) | nindent 12 }}
          ports:
            - {name: management, containerPort: {{ .settings.managementPort }}}
          {{- include "reelmill.probes" . | nindent 10 }}
          {{- include "reelmill.resources" . | nindent 10 }}
          volumeMounts:
            - {name: auth, mountPath: /etc/reelmill/auth, readOnly: true}
            - {name: storage, mountPath: /etc/reelmill/storage, readOnly: true}
            - {name: scratch, mountPath: /scratch}
            - {name: tmp, mountPath: /tmp}
      volumes:
        - name: auth
          secret:
            secretName: {{ include "reelmill.secret.auth" .root }}
            items: [{key: internal-token, path: internal-token}]
        - name: storage
          secret: {secretName: {{ include "reelmill.secret.storage" .root }}}
        - name: scratch
          emptyDir: {sizeLimit: {{ .settings.scratch }}}
        - name: tmp
          emptyDir: {sizeLimit: 256Mi}
      {{- include "reelmill.placement" . | nindent 6 }}
---
{{ include "reelmill.budget" . }}
---
{{ include "reelmill.serviceAccount" . }}
{{- end -}}

{{- /* One at a time, but a pod that does not come up may always be evicted. */ -}}
{{- define "reelmill.budget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "reelmill.fullname" .root }}-{{ .component }}
  labels: {{- include "reelmill.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "reelmill.selector" . | nindent 6 }}
{{- end -}}

{{- define "reelmill.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "reelmill.fullname" .root }}-{{ .component }}
  labels: {{- include "reelmill.labels" . | nindent 4 }}
automountServiceAccountToken: false
{{- end -}}
