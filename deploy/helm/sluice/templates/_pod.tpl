{{- /*
A process that serves, as a pod's template: of a dict with root, component, own (its values), args (its own options),
env (its own variables) and volumes (its own; the one named data is mounted where its data is).
*/}}
{{- define "sluice.pod" -}}
{{- $values := .root.Values -}}
metadata:
  labels:
    {{- include "sluice.labels" . | nindent 4 }}
  {{- with .own.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ $values.serviceAccountName }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    {{- include "sluice.podSecurity" . | nindent 4 }}
  # What takes requests at the end, 15 s for those under way, and some to close all in order.
  terminationGracePeriodSeconds: {{ add $values.preStopSeconds 40 }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "sluice.selector" . | nindent 10 }}
  containers:
    - name: sluice
      image: {{ include "sluice.image" .root | quote }}
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args:
        - serve
        - --roles={{ .role }}
        - --host=0.0.0.0
        - --port=8080
        - --data=/var/lib/sluice
        - {{ printf "--registry=%s" (include "sluice.registry" .root) | quote }}
        {{- if $values.migrations.enabled }}
        - --no-migrate
        {{- end }}
        {{- if $values.tls.existingSecret }}
        - --tls-certificate=/etc/sluice/tls/tls.crt
        - --tls-key=/etc/sluice/tls/tls.key
        {{- end }}
        {{- range $values.trustedProxies }}
        - {{ printf "--trusted-proxy=%s" . | quote }}
        {{- end }}
        {{- range concat .args .own.extraArgs }}
        - {{ . | quote }}
        {{- end }}
      env:
        - name: SLUICE_MASTER_KEY_FILE
          value: /etc/sluice/master-key/key
        {{- if $values.masterKey.next.existingSecret }}
        - name: SLUICE_NEXT_MASTER_KEY_FILE
          value: /etc/sluice/next-master-key/key
        {{- end }}
        - name: SLUICE_JAVA_OPTS
          value: {{ .own.javaOptions | quote }}
        {{- include "sluice.databasePassword" $values.registry | nindent 8 }}
        {{- with concat .env $values.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      ports:
        - {name: http, containerPort: 8080}
        {{- range .ports }}
        - {{ toJson . }}
        {{- end }}
      startupProbe:
        httpGet: {path: /healthz, port: http, scheme: {{ include "sluice.scheme" .root }}}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /livez, port: http, scheme: {{ include "sluice.scheme" .root }}}
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      readinessProbe:
        httpGet: {path: /readyz, port: http, scheme: {{ include "sluice.scheme" .root }}}
        periodSeconds: 3
        timeoutSeconds: 3
      lifecycle:
        preStop:
          exec: {command: [sleep, {{ $values.preStopSeconds | quote }}]}
      securityContext:
        {{- include "sluice.containerSecurity" . | nindent 8 }}
      resources:
        {{- toYaml .own.resources | nindent 8 }}
      volumeMounts:
        - {name: data, mountPath: /var/lib/sluice}
        - {name: tmp, mountPath: /tmp}
        - {name: master-key, mountPath: /etc/sluice/master-key, readOnly: true}
        {{- if $values.masterKey.next.existingSecret }}
        - {name: next-master-key, mountPath: /etc/sluice/next-master-key, readOnly: true}
        {{- end }}
        {{- if $values.tls.existingSecret }}
        - {name: tls, mountPath: /etc/sluice/tls, readOnly: true}
        {{- end }}
        {{- with $values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- with .volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    - name: tmp
      emptyDir: {sizeLimit: 1Gi}
    {{- include "sluice.masterKeyVolumes" .root | nindent 4 }}
    {{- if $values.tls.existingSecret }}
    - name: tls
      secret:
        secretName: {{ $values.tls.existingSecret }}
        defaultMode: 0440
    {{- end }}
    {{- with $values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .own.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .own.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .own.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
