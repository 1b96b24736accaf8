/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

/*
 * What follows from an operation, whichever it was: worked out of what it has written and of what the book said before, so
 * that no operation can forget it.
 */
gboolean
office_act_follow (OfficeAct *self, GError **error)
{
  if (!office_act_repeat (self, error))
    return FALSE;
  if (!office_act_is_host (self))
    return TRUE;
  office_act_number (self);
  office_act_note_changes (self);
  office_act_keep_due (self);
  office_act_say (self);
  return TRUE;
}
