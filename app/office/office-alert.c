/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-alert.h"

G_DEFINE_BOXED_TYPE (OfficeAlert, office_alert, office_alert_copy, office_alert_free)

/**
 * office_alert_new:
 * @kind: what it is
 * @id: by which it is told anew and taken back
 * @action: what opens its place
 * @target: that action's target
 *
 * Returns: (transfer full): one without words
 */
OfficeAlert *
office_alert_new (OfficeAlertKind kind, const char *id, const char *action, const char *target)
{
  OfficeAlert *self = g_new0 (OfficeAlert, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->action = g_strdup (action);
  self->target = g_strdup (target);
  return self;
}

OfficeAlert *
office_alert_copy (const OfficeAlert *self)
{
  OfficeAlert *copy = office_alert_new (self->kind, self->id, self->action, self->target);

  copy->title = g_strdup (self->title);
  copy->body = g_strdup (self->body);
  copy->urgent = self->urgent;
  return copy;
}

void
office_alert_free (OfficeAlert *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_free (self->action);
  g_free (self->target);
  g_free (self);
}
