/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  OFFICE_ALERT_MESSAGES,   /* of one room or thread, or of several: then it opens a page */
  OFFICE_ALERT_ASSIGNMENT,
  OFFICE_ALERT_REACTIONS,  /* of others, to what the person has said */
  OFFICE_ALERT_REMINDER,   /* can be put off and ended */
  OFFICE_ALERT_DUE,        /* a task, which can be done and put off; its id begins as a reminder's, and its target is the task */
} OfficeAlertKind;

/* Something that the person is to be told of while they look elsewhere. */
typedef struct {
  OfficeAlertKind kind;
  char *id;      /* one that is told again under the same id takes the other's place */
  char *title;   /* translated, plain text */
  char *body;    /* likewise */
  char *action;  /* of the window, which opens the place: "open-message" … */
  char *target;  /* its target */
  gboolean urgent; /* calls the person by name, or was asked for */
} OfficeAlert;

OfficeAlert *office_alert_new (OfficeAlertKind kind, const char *id, const char *action, const char *target);
OfficeAlert *office_alert_copy (const OfficeAlert *self);
void office_alert_free (OfficeAlert *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeAlert, office_alert_free)

#define OFFICE_TYPE_ALERT (office_alert_get_type ())
GType office_alert_get_type (void);

G_END_DECLS
