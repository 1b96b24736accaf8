/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-desk.h"

G_BEGIN_DECLS

typedef enum {
  OFFICE_BESIDE_CLOSED,      /* not opened yet */
  OFFICE_BESIDE_OPEN,        /* and nothing is to be done about it */
  OFFICE_BESIDE_UNREACHED,   /* its host does not answer; it is looked for again and again */
  OFFICE_BESIDE_SIGNED_OUT,  /* this device was removed, or the sign-in is not kept */
  OFFICE_BESIDE_CERTIFICATE, /* it shows another one than before */
  OFFICE_BESIDE_UPDATE,      /* the host, or this program, is to be updated */
  OFFICE_BESIDE_ELSEWHERE,   /* open with the same sign-in in another place */
  OFFICE_BESIDE_UNREADABLE,  /* its copy on this computer cannot be opened */
  OFFICE_BESIDE_STOPPED,     /* anything else */
} OfficeBesideState;

/*
 * An office of this machine that is not the one that is shown, but open beside it: its tasks stand in My Work, and what
 * happens in it is told. Signal "changed": another state, or something came or was read.
 */
#define OFFICE_TYPE_BESIDE (office_beside_get_type ())
G_DECLARE_FINAL_TYPE (OfficeBeside, office_beside, OFFICE, BESIDE, GObject)

OfficeMembership *office_beside_get_membership (OfficeBeside *self);
OfficeSession *office_beside_get_session (OfficeBeside *self); /* nullable: closed, or it cannot be opened */
const char *office_beside_get_name (OfficeBeside *self);       /* the office's */
OfficeBesideState office_beside_get_state (OfficeBeside *self);
char *office_beside_dup_trouble (OfficeBeside *self); /* one sentence, translated, that names the office; nullable: there is none */
guint office_beside_get_calls (OfficeBeside *self);   /* unread messages that call the person */
guint office_beside_get_unread (OfficeBeside *self);  /* all that are unread, those too */

G_END_DECLS
